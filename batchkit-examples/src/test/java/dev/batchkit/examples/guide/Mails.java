package dev.batchkit.examples.guide;

import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** A handler whose effects are outside: it sends mails. */
final class Mails implements BatchHandler<Mails.Mail, Mails.Mail> {
  record Mail(String to, String text) {}

  static final BatchType<Mail, Mail> TYPE = BatchType.of("mails", Mail.class);

  private final Server server;

  Mails(Server server) {
    this.server = server;
  }

  /** The service, as its client library has it. */
  interface Server {
    String send(String key, String to, String text) throws IOException;

    boolean hasSent(String key) throws IOException;
  }

  /** A server that takes every mail but those to nobody. */
  static final class Stub implements Server {
    private final Set<String> sent = new HashSet<>();

    @Override
    public synchronized String send(String key, String to, String text) throws IOException {
      if (to.isEmpty()) {
        throw new IOException("no such mailbox");
      }
      sent.add(key);
      return to.equals("full") ? "later" : "accepted";
    }

    @Override
    public synchronized boolean hasSent(String key) {
      return sent.contains(key);
    }

    synchronized int count() {
      return sent.size();
    }
  }

  @Override
  public BatchType<Mail, Mail> type() {
    return TYPE;
  }

  @Override
  public RowRefresher<Mail, Mail> refresher(BatchView batch) {
    return (in, row) -> in;
  }

  // shown:begin executor
  @Override
  public RowExecutor<Mail> executor(ExecuteContext batch) {
    return RowExecutor.external(
        (row, key) -> {
          String answer = server.send(key, row.value().to(), row.value().text());
          return answer.equals("later")
              ? RowResult.retry(Duration.ofSeconds(30))
              : RowResult.applied();
        },
        (row, key) -> server.hasSent(key) ? RowResult.applied() : RowResult.notDone());
  }
  // shown:end
}
