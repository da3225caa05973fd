package dev.batchkit;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.engine.Editing;
import dev.batchkit.engine.Within;
import dev.batchkit.spi.BatchType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Creates batches and adds rows inside a transaction that the application has open on its own
 * connection to the file of the store. What is done here is committed by the application's commit
 * and undone by its rollback, together with what the application wrote; others see it only after
 * the commit. If a call throws, nothing of that call is in the transaction, which goes on.
 *
 * <p>For the thread that has the transaction open. The transaction keeps other writers of the file
 * waiting from its first write on, so it should be short; it is best begun {@code IMMEDIATE}, since
 * one that began by reading may be refused its first write. Every call looks at the connection
 * anew, and throws:
 *
 * <ul>
 *   <li>{@link dev.batchkit.error.InvalidValue} if it is to another file, has no transaction open,
 *       or does not enforce foreign keys and checks as the store's own connections do
 *   <li>{@link dev.batchkit.error.InsideUnit} if the thread is inside a unit of the store
 *   <li>{@link dev.batchkit.error.StoreFailed} if SQLite fails, also because another writer has the
 *       lock
 * </ul>
 */
public final class HostTransaction {
  private final BatchKit kit;
  private final Within within;
  private final @Nullable Actor actor;

  HostTransaction(BatchKit kit, Within within, @Nullable Actor actor) {
    this.kit = kit;
    this.within = within;
    this.actor = actor;
  }

  /** Creates a batch as {@link Batches#create} does, with what that throws. */
  public Batch create(BatchType<?, ?> type, UnaryOperator<BatchDraft> draft) {
    return within.create(draft.apply(BatchDraft.of(type.key())).toEngine(), actor, false);
  }

  /** Creates or gives a batch as {@link Batches#createOrGet} does, with what that throws. */
  public Batch createOrGet(BatchType<?, ?> type, UnaryOperator<BatchDraft> draft) {
    return within.create(draft.apply(BatchDraft.of(type.key())).toEngine(), actor, true);
  }

  /**
   * Adds rows as {@link Batches#addAll} does, with what that throws; at most 1,000 in a call. The
   * handler makes the rows while the transaction is open.
   */
  public <I, R> List<Row<R>> add(BatchType<I, R> type, BatchId id, List<I> inputs) {
    return within.add(kit.codec(type), new Editing.Target(id.value(), type.key(), actor), inputs);
  }
}
