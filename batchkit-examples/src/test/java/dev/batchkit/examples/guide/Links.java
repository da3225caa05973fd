package dev.batchkit.examples.guide;

import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;
import java.io.IOException;
import java.util.Map;

/** A handler whose work is slow and has no effect: it looks which links are dead. */
final class Links implements BatchHandler<Links.Link, Links.Link> {
  record Link(String url) {}

  static final BatchType<Link, Link> TYPE = BatchType.of("links", Link.class);

  private final Web web;

  Links(Web web) {
    this.web = web;
  }

  /** The web, as a client library has it. */
  @FunctionalInterface
  interface Web {
    int statusOf(String url) throws IOException;
  }

  @Override
  public BatchType<Link, Link> type() {
    return TYPE;
  }

  @Override
  public RowRefresher<Link, Link> refresher(BatchView batch) {
    return (in, row) -> in;
  }

  // shown:begin executor
  @Override
  public RowExecutor<Link> executor(ExecuteContext batch) {
    return RowExecutor.prepared(
        row -> {
          int status = web.statusOf(row.value().url()); // as long as it takes
          return (same, tx) -> RowResult.applied(Json.write(Map.of("status", status)));
        });
  }
  // shown:end
}
