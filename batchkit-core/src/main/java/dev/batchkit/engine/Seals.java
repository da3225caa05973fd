package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.store.BatchReads;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredRow;
import java.util.List;
import java.util.Set;

/** Takes the seal of a batch from what is stored. */
final class Seals {
  private static final long LOWEST = Long.MIN_VALUE;
  private static final RowWindow ALL = new RowWindow(LOWEST + 1, Long.MAX_VALUE, Long.MAX_VALUE);

  private Seals() {}

  static String of(BatchReads batches, long batchId, Seal.Rows rows, Seal.Attachments attachments) {
    Seal seal = new Seal();
    batches.showHeader(batchId, seal::part);
    seal.rows(rows);
    seal.attachments(attachments);
    return seal.text();
  }

  /** Reads what hangs on a batch that a run holds, so that it does not change any more. */
  static Seal.Attachments attachments(BatchReads batches, long batchId) {
    Seal.Attachments attachments = new Seal.Attachments();
    batches.showAttachments(batchId, attachments::part);
    return attachments;
  }

  /** Reads everything again, rows that somebody put outside the window included, wherever. */
  static String again(Store store, RowTable table, Batch batch) {
    long id = batch.id().value();
    Seal.Rows rows = new Seal.Rows(table);
    ChunkSize size = new ChunkSize();
    store
        .rows()
        .find(table, id, LOWEST)
        .ifPresent(row -> rows.add(row, row.outcome(), row.outcomeJson()));
    List<StoredRow> page;
    long after = LOWEST;
    do {
      page = store.rows().page(table, new RowQuery(id, ALL, after, Set.of(), true, size.limit()));
      for (StoredRow row : page) {
        rows.add(row, row.outcome(), row.outcomeJson());
        after = row.sequence();
      }
      size.read(page);
    } while (!page.isEmpty());
    return of(store.batches(), id, rows, attachments(store.batches(), id));
  }
}
