package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Column;
import dev.batchkit.error.InvalidHandler;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.store.RowTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A handler with its type and codec.
 *
 * @param handler the handler
 * @param type its type, as it was when it was registered
 * @param codec between its records and its table
 * @param table the table of its rows
 * @param unfit why it cannot run on this store; null if it can
 */
record Binding<I, R>(
    BatchHandler<I, R> handler,
    BatchType<I, R> type,
    Codec<I, R> codec,
    RowTable table,
    @Nullable InvalidHandler unfit) {

  @SuppressWarnings("unchecked") // a dynamic type is made with Cells for both
  static <I, R> Binding<I, R> of(BatchHandler<I, R> handler) {
    BatchType<I, R> type = typeOf(handler);
    check(type);
    if (type.isDynamic()) {
      Codec<I, R> cells = (Codec<I, R>) new CellsCodec(batch -> CellsCodec.DYNAMIC);
      return new Binding<>(handler, type, cells, CellsCodec.DYNAMIC, null);
    }
    RecordCodec<I, R> codec = new RecordCodec<>(type);
    return new Binding<>(handler, type, codec, codec.table(), null);
  }

  private static <I, R> BatchType<I, R> typeOf(BatchHandler<I, R> handler) {
    try {
      return handler.type();
    } catch (RuntimeException | LinkageError e) {
      throw new InvalidHandler(
          "The handler "
              + handler.getClass().getName()
              + " cannot be registered: its type() threw "
              + e.getClass().getName()
              + ".",
          "",
          e);
    }
  }

  private static void check(BatchType<?, ?> type) {
    if (type.key().length() > 48 || !type.key().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw refused(
          type, "its key must match [a-z][a-z0-9]*(-[a-z0-9]+)* and have at most 48 characters");
    }
    if (type.isDynamic() && !(type.uniques().isEmpty() && type.indexed().isEmpty())) {
      throw refused(type, "unique and indexed are for types with a row record");
    }
    long codes = type.statuses().stream().map(status -> status.code()).distinct().count();
    if (codes < type.statuses().size()) {
      throw refused(type, "two of its statuses have the same code");
    }
    if (!type.statuses().stream().allMatch(s -> s.code().matches("[A-Z][A-Z0-9_]{0,39}"))) {
      throw refused(
          type, "the code of a status must match [A-Z][A-Z0-9_]* and have at most 40 characters");
    }
  }

  private static InvalidHandler refused(BatchType<?, ?> type, String rule) {
    return new InvalidHandler(
        "The batch type " + type.key() + " cannot be registered: " + rule + ".", type.key(), null);
  }

  Binding<I, R> unfit(InvalidHandler why) {
    return new Binding<>(handler, type, codec, table, why);
  }

  /** The columns of a new batch: those of the type, or those that its draft names. */
  List<Column> columns(List<Column> drafted) {
    return type.isDynamic() ? drafted : table.columns();
  }

  /** A header as whoever writes rows writes them: by the declaration that the type has now. */
  Batch present(Batch batch) {
    HeaderDraft header = new HeaderDraft(batch);
    header.statuses = type.statuses();
    header.columns = columns(batch.columns());
    return header.at(batch.updatedAt(), batch.updatedById());
  }

  /** Class and version of the handler, as a batch keeps them. */
  String handlerName() {
    return handler.getClass().getName() + " " + handler.version();
  }
}
