package dev.batchkit.testkit.contract.model;

import dev.batchkit.batch.Row;
import dev.batchkit.batch.Severity;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.QuickEntry;
import dev.batchkit.spi.QuickEntryContext;
import dev.batchkit.spi.RowDraft;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The handler of the model's batches. What it looks up changes when a sequence says so. */
final class ModelHandler implements BatchHandler<ModelPart, ModelPart> {
  static final BatchType<ModelPart, ModelPart> TYPE =
      BatchType.of("model-parts", ModelPart.class)
          .statuses(ModelStatus.class)
          .unique("sku")
          .unique("kind", "amount")
          .indexed("sku");

  private final ModelService service;
  private volatile List<ModelPart> lines = List.of();
  private volatile boolean breaks;
  private volatile int lookups;
  private final AtomicInteger refreshesLeft = new AtomicInteger(Integer.MAX_VALUE);
  private Runnable meanwhile = () -> {};
  private int questionsLeft = -1;

  ModelHandler(ModelService service) {
    this.service = service;
  }

  /** What it adds from now on. */
  void lines(List<ModelPart> given, boolean thenBreaks) {
    lines = given;
    breaks = thenBreaks;
  }

  int lookups() {
    return lookups;
  }

  void lookups(int given) {
    lookups = given;
  }

  /**
   * Is done once, when the handler is asked something outside of any unit.
   *
   * @param questions after so many that come before
   */
  synchronized void meanwhile(int questions, Runnable action) {
    questionsLeft = questions;
    meanwhile = action;
  }

  /** Throws when it has made so many rows more. */
  void breakAfter(int rows) {
    refreshesLeft.set(rows);
  }

  /** Breaks no more; whether it did. */
  boolean mend() {
    boolean broke = refreshesLeft.get() < 0;
    refreshesLeft.set(Integer.MAX_VALUE);
    return broke;
  }

  void pause() {
    Runnable action = () -> {};
    synchronized (this) {
      if (questionsLeft-- == 0) {
        action = meanwhile;
      }
    }
    action.run();
  }

  @Override
  public BatchType<ModelPart, ModelPart> type() {
    return TYPE;
  }

  @Override
  public void populate(PopulateContext<ModelPart> batch) throws IOException {
    List<ModelPart> mine = lines;
    boolean mineBreaks = breaks;
    pause();
    for (ModelPart line : mine) {
      batch.add(line);
    }
    if (mineBreaks) {
      throw new IOException("the source broke");
    }
  }

  @Override
  public RowRefresher<ModelPart, ModelPart> refresher(BatchView batch) {
    return this::refresh;
  }

  private ModelPart refresh(ModelPart input, RowDraft row) {
    pause();
    if (refreshesLeft.decrementAndGet() < 0) {
      throw new IllegalStateException("the look-up broke");
    }
    String sku = ModelMade.sku(row.required("sku", input.sku()), lookups);
    String kind = ModelMade.kind(sku, lookups);
    if (ModelMade.isLarge(input.amount())) {
      row.status(ModelStatus.LARGE);
    }
    if (input.amount() == null) {
      row.problem(Severity.ERROR, "amount", "amount is missing");
    } else if (input.amount() < 0) {
      row.problem(Severity.WARNING, "amount", "amount is negative");
    }
    if (ModelMade.LEFT_OUT.equals(sku)) {
      row.problem(Severity.SKIP, "sku", "not for us");
    }
    if ("D".equals(sku) && lookups == 1) {
      row.problem(Severity.WARNING, "kind", "is being discontinued");
    }
    return new ModelPart(sku, input.amount(), kind);
  }

  @Override
  public QuickEntry<ModelPart, ModelPart> quickEntry(
      QuickEntryContext<ModelPart, ModelPart> batch, String text) {
    pause();
    if (text.isBlank()) {
      return QuickEntry.nothing();
    }
    List<Row<ModelPart>> found = batch.find("sku", text);
    if (found.isEmpty()) {
      return QuickEntry.add(ModelPart.line(text, 1L));
    }
    Row<ModelPart> first = found.get(0);
    return QuickEntry.edit(first, ModelMade.oneMore(batch.input(first)));
  }

  @Override
  public RowExecutor<ModelPart> executor(ExecuteContext batch) {
    pause();
    return service.executor();
  }
}
