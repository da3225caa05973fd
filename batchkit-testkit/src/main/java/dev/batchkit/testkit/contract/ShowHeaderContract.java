package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.json.Json;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Claim;
import dev.batchkit.store.NewBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Headers as they are stored: a seal is taken over them, so all stores show the same. */
abstract class ShowHeaderContract extends StoreFixture {
  private static final Actor ANN = Actor.of("ann@acme.example", "buyers");
  private static final List<String> BATCH =
      List.of(
          "id",
          "status",
          "created_date",
          "updated_date",
          "created_by_id",
          "updated_by_id",
          "user_group_id",
          "indicator_group_id");

  ShowHeaderContract(StoreContract contract) {
    super(contract);
  }

  List<String> BATCHKIT_BATCH =
      List.of(
          "batch_id",
          "batch_type",
          "batch_key",
          "handler",
          "description",
          "notes",
          "params_json",
          "source_json",
          "row_table",
          "statuses_json",
          "columns_json",
          "parent_batch_id",
          "complete",
          "completed_at",
          "completed_by_id",
          "batch_version",
          "needs_refresh",
          "rows_from",
          "rows_through",
          "rows_used",
          "populated_at",
          "executed_at",
          "executed_by_id",
          "result_json",
          "key_scope",
          "restored_at");

  @Test
  void aHeaderIsShownInTwoPartsWithTheDocumentedNamesInTheirOrder() {
    Map<String, List<String>> shown = new LinkedHashMap<>();
    store().batches().showHeader(settledBatch(), (part, names, cells) -> shown.put(part, names));
    assertThat(shown.keySet()).containsExactly("batch", "batchkit_batch");
    assertThat(BATCH).containsSubsequence(shown.getOrDefault("batch", List.of()));
    assertThat(BATCHKIT_BATCH).containsSubsequence(shown.getOrDefault("batchkit_batch", List.of()));
  }

  @Test
  void theRowOfBatchIsShownAsItIsStored() {
    long batchId = settledBatch();
    Batch batch = batch(batchId);
    assertThat(shown(batchId, "batch"))
        .isEqualTo(
            cells(
                "id",
                batchId,
                "status",
                "Running",
                "created_date",
                "2026-05-04T09:08:07.123Z",
                "updated_date",
                "2026-05-04T09:09:07.123Z",
                "created_by_id",
                batch.createdById(),
                "updated_by_id",
                batch.updatedById(),
                "user_group_id",
                in(unit -> unit.resolve(ANN)).groupId()));
  }

  @Test
  void theRowOfBatchkitBatchIsShownAsItIsStored() {
    long batchId = settledBatch();
    assertThat(shown(batchId, "batchkit_batch"))
        .isEqualTo(
            cells(
                "batch_id",
                batchId,
                "batch_type",
                "prices",
                "batch_key",
                "key",
                "handler",
                "acme.Prices 2.1",
                "description",
                Samples.TEXT,
                "notes",
                "notes",
                "params_json",
                "{ \"day\" : 1.10 }",
                "source_json",
                "{ }",
                "row_table",
                Samples.PRICES.name(),
                "statuses_json",
                Json.write(Samples.STATUSES).text(),
                "columns_json",
                Json.write(Samples.PRICES.columns()).text(),
                "complete",
                0L,
                "batch_version",
                7L,
                "needs_refresh",
                1L,
                "rows_from",
                11L,
                "rows_through",
                20L,
                "rows_used",
                25L,
                "populated_at",
                "2026-05-04T09:08:07.123Z",
                "executed_at",
                "2026-05-04T09:09:07.123Z",
                "executed_by_id",
                batch(batchId).executedById(),
                "result_json",
                "[ 1,2 ]"));
  }

  @Test
  void aNewHeaderIsShownAsItIsStored() {
    long batchId = newBatch();
    assertThat(shown(batchId, "batchkit_batch"))
        .isEqualTo(
            cells(
                "batch_id",
                batchId,
                "batch_type",
                "prices",
                "row_table",
                Samples.PRICES.name(),
                "statuses_json",
                Json.write(Samples.STATUSES).text(),
                "columns_json",
                Json.write(Samples.PRICES.columns()).text(),
                "complete",
                0L,
                "batch_version",
                1L,
                "needs_refresh",
                0L,
                "rows_from",
                1L,
                "rows_through",
                0L,
                "rows_used",
                0L));
  }

  @Test
  void neitherAClaimNorTheFreezingChangesWhatIsShownOfBatchkitBatch() {
    long batchId = newBatch();
    Map<String, Object> before = shown(batchId, "batchkit_batch");
    Claim claim = claim(batchId);
    assertThat(shown(batchId, "batchkit_batch")).isEqualTo(before);
    Batch running = batch(batchId);
    write(unit -> unit.batches().settle(running, claim));
    freeze(batchId);
    assertThat(shown(batchId, "batchkit_batch")).isEqualTo(before);
  }

  @Test
  void aUnitShowsWhatItWrote() {
    write(
        unit -> {
          List<String> parts = new ArrayList<>();
          long batchId = unit.batches().insert(Samples.batch("prices", null));
          unit.batches().showHeader(batchId, (part, names, cells) -> parts.add(part));
          assertThat(parts).containsExactly("batch", "batchkit_batch");
        });
  }

  @Test
  void aBatchOnWhichNothingHangsShowsNoAttachments() {
    List<String> parts = new ArrayList<>();
    store()
        .batches()
        .showAttachments(batchWith(Samples.row(1)), (part, names, cells) -> parts.add(part));
    assertThat(parts).isEmpty();
  }

  private long settledBatch() {
    ActorIds ann = in(unit -> unit.resolve(ANN));
    NewBatch batch =
        new NewBatch(
            "prices",
            "key",
            Samples.TEXT,
            "notes",
            Json.of("{ \"day\" : 1.10 }"),
            Samples.PRICES.name(),
            Samples.STATUSES,
            Samples.PRICES.columns(),
            null,
            Samples.AT,
            ann);
    long batchId = in(unit -> unit.batches().insert(batch));
    Claim claim = claim(batchId, Activity.EXECUTE);
    Batch made = made(batch(batchId), ann);
    write(unit -> unit.batches().settle(made, claim));
    return batchId;
  }

  private static Batch made(Batch running, ActorIds by) {
    return new Batch(
        running.id(),
        running.type(),
        "acme.Prices 2.1",
        running.status(),
        running.description(),
        running.notes(),
        running.key(),
        running.params(),
        Json.of("{ }"),
        running.parent(),
        running.rowTable(),
        running.statuses(),
        running.columns(),
        7,
        true,
        new RowWindow(11, 20, 25),
        null,
        running.createdAt(),
        running.createdById(),
        Samples.LATER,
        by.userId(),
        Samples.AT,
        null,
        null,
        Samples.LATER,
        by.userId(),
        Json.of("[ 1,2 ]"),
        null,
        null,
        running.keyScope(),
        running.restoredAt(),
        running.indicatorGroupId());
  }

  /** The cells of a part by name, NULLs left out. */
  private Map<String, Object> shown(long batchId, String part) {
    Map<String, Object> shown = new LinkedHashMap<>();
    store()
        .batches()
        .showHeader(
            batchId,
            (shownPart, names, cells) -> {
              assertThat(cells).hasSameSizeAs(names);
              if (shownPart.equals(part)) {
                shown.putAll(byName(names, cells));
              }
            });
    return shown;
  }

  private static Map<String, Object> cells(@Nullable Object... namesAndCells) {
    List<String> names = new ArrayList<>();
    List<@Nullable Object> cells = new ArrayList<>();
    for (int i = 0; i < namesAndCells.length; i += 2) {
      names.add(String.valueOf(namesAndCells[i]));
      cells.add(namesAndCells[i + 1]);
    }
    return byName(names, cells.toArray());
  }

  private static Map<String, Object> byName(List<String> names, @Nullable Object[] cells) {
    Map<String, Object> byName = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i++) {
      Object cell = cells[i];
      if (cell != null) {
        byName.put(names.get(i), cell);
      }
    }
    return byName;
  }
}
