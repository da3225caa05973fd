package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.error.BatchAlreadyExists;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.error.UnknownActor;
import dev.batchkit.error.UnknownType;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Batches are created once per natural key, found, listed and read. */
interface CreateLife extends LifeFixture {
  /** Where a list comes from. */
  record Origin(String file, int pages, LocalDate day) {}

  BatchType<PriceLine, PriceRow> WITH_PARAMS =
      BatchType.of("life-params", PriceLine.class, PriceRow.class).params(Origin.class);

  @Test
  default void aNewBatchIsPendingAndHasNoRows() {
    Batch batch =
        prices().create(draft -> draft.key("acme-2026-05").description("ACME").notes("by mail"));
    assertThat(batch.status()).isEqualTo(BatchStatus.PENDING);
    assertThat(batch.type()).isEqualTo("life-prices");
    assertThat(batch.key()).isEqualTo("acme-2026-05");
    assertThat(batch.description()).isEqualTo("ACME");
    assertThat(batch.notes()).isEqualTo("by mail");
    assertThat(batch.rows()).isEqualTo(RowWindow.EMPTY);
    assertThat(batch.isFrozen()).isFalse();
    assertThat(batch.isResumable()).isFalse();
    assertThat(batch.handler()).isNull();
    assertThat(batch.params()).isNull();
    assertThat(rows(batch.id())).isEmpty();
    assertThat(prices().breakdown(batch.id())).isEmpty();
    assertThat(prices().runs(batch.id())).isEmpty();
    assertThat(prices().get(batch.id())).isEqualTo(batch);
    assertThat(prices().find("acme-2026-05")).contains(batch);
    assertThat(prices().find("acme-2026-06")).isEmpty();
  }

  @Test
  default void aSecondBatchOfTheSameKeyIsRefused() {
    Batch first = prices().create(draft -> draft.key("may"));
    assertThatExceptionOfType(BatchAlreadyExists.class)
        .isThrownBy(() -> prices().create(draft -> draft.key("may")))
        .satisfies(
            refusal -> {
              assertThat(refusal.batchId()).isEqualTo(first.id().value());
              assertThat(refusal.typeKey()).isEqualTo("life-prices");
              assertThat(refusal.key()).isEqualTo("may");
              assertThat(refusal.status()).isEqualTo("Pending");
              assertThat(refusal).hasMessageContainingAll(first.name(), "createOrGet");
            });
    assertThat(prices().newest(10)).containsExactly(first);
  }

  @Test
  default void createOrGetGivesTheBatchThatIsThere() {
    Batch first = prices().createOrGet(draft -> draft.key("may").description("first"));
    Batch second = prices().createOrGet(draft -> draft.key("may").description("second"));
    assertThat(second).isEqualTo(first);
    assertThat(prices().newest(10)).containsExactly(first);
  }

  @Test
  default void createOrGetNeedsAKey() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> prices().createOrGet(draft -> draft.description("no key")))
        .satisfies(refusal -> assertThat(refusal.faults()).anyMatch(f -> f.startsWith("key:")));
  }

  @Test
  default void ofManyThatCreateOrGetAtOnceOneCreatesAndAllGetIt() throws Exception {
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    List<Batch> got =
        Crowd.of(
            8,
            i ->
                () ->
                    (i % 2 == 0 ? prices() : elsewhere)
                        .createOrGet(draft -> draft.key("may").description("by " + i)));
    assertThat(new HashSet<>(got)).hasSize(1);
    assertThat(prices().newest(10)).hasSize(1);
  }

  @Test
  default void theSameKeyMayBeUsedByAnotherType() {
    BatchKit other =
        another(
            options ->
                options.handler(
                    new ScriptedHandler<>(
                        BatchType.of("life-other", PriceLine.class), (in, row) -> in)));
    Batch mine = prices().create(draft -> draft.key("may"));
    Batch others = other.batches().create(draft -> draft.type("life-other").key("may"));
    assertThat(others.id()).isNotEqualTo(mine.id());
  }

  @Test
  default void aBlankOrLongKeyIsRefused() {
    for (String key : List.of("", " ", "k".repeat(201))) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> prices().create(draft -> draft.key(key)))
          .satisfies(refusal -> assertThat(refusal.faults()).anyMatch(f -> f.startsWith("key:")));
    }
    assertThat(prices().create(draft -> draft.key("k".repeat(200))).key()).hasSize(200);
  }

  @Test
  default void textThatCannotBeStoredExactlyIsRefusedByName() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () ->
                prices()
                    .create(
                        draft ->
                            draft
                                .key("k\uD800")
                                .description("d\uDC00 ")
                                .notes("\uDBFFn")
                                .key("\uD800")))
        .satisfies(
            refusal ->
                assertThat(refusal.faults())
                    .anyMatch(f -> f.startsWith("key:"))
                    .anyMatch(f -> f.startsWith("description:"))
                    .anyMatch(f -> f.startsWith("notes:")));
    assertThat(prices().newest(10)).isEmpty();
  }

  @Test
  default void aTypeWithoutHandlerIsUnknown() {
    assertThatExceptionOfType(UnknownType.class)
        .isThrownBy(() -> kit().batches().create(draft -> draft.type("life-nobody")))
        .satisfies(refusal -> assertThat(refusal.typeKey()).isEqualTo("life-nobody"))
        .withMessageContainingAll("life-nobody", "life-prices");
    assertThatExceptionOfType(UnknownType.class).isThrownBy(() -> kit().batches(WITH_PARAMS));
  }

  @Test
  default void theTypeBlindDoorNeedsATypeToCreate() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> kit().batches().create(draft -> draft))
        .satisfies(refusal -> assertThat(refusal.faults()).anyMatch(f -> f.startsWith("type:")));
  }

  @Test
  default void aBatchThatIsNotThereIsRefusedByItsId() {
    BatchId missing = new BatchId(newBatch().value() + 1);
    List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> calls =
        List.of(
            () -> prices().get(missing),
            () -> prices().populate(missing),
            () -> prices().repopulate(missing),
            () -> prices().refresh(missing),
            () -> prices().preview(missing),
            () -> prices().execute(missing),
            () -> prices().cancel(missing),
            () -> prices().takeOver(missing),
            () -> prices().rows(missing),
            () -> prices().row(missing, 1),
            () -> prices().breakdown(missing),
            () -> prices().runs(missing),
            () -> prices().verify(missing),
            () -> kit().batches().get(missing));
    for (var call : calls) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              NoSuchBatch.class,
              refusal -> assertThat(refusal.batchId()).isEqualTo(missing.value()))
          .hasMessageContaining(missing.toString());
    }
  }

  @Test
  default void theDoorOfAnotherTypeDoesNotShowABatch() {
    BatchKit other =
        another(
            options ->
                options
                    .handler(handler())
                    .handler(
                        new ScriptedHandler<>(
                            BatchType.of("life-other", PriceLine.class), (in, row) -> in)));
    BatchId id = newBatch();
    Batches<PriceLine, PriceLine> door = other.batches(BatchType.of("life-other", PriceLine.class));
    assertThatThrownBy(() -> door.get(id)).isInstanceOf(NoSuchBatch.class);
    assertThatThrownBy(() -> door.populate(id)).isInstanceOf(NoSuchBatch.class);
    assertThat(door.newest(10)).isEmpty();
    assertThat(prices().runs(id)).isEmpty();
  }

  @Test
  default void paramsThatDoNotBindAreRefusedWithAllFaultsByTheirPaths() {
    BatchKit with = withParams();
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () ->
                with.batches(WITH_PARAMS)
                    .create(
                        draft ->
                            draft.params(
                                Json.of("{\"pages\": \"canary-1\", \"day\": 7, \"extra\": 1}"))))
        .satisfies(
            refusal -> {
              assertThat(refusal.faults()).hasSize(4);
              for (String path : List.of("$.file", "$.pages", "$.day", "$.extra")) {
                assertThat(refusal.faults()).anyMatch(fault -> fault.startsWith(path + ":"));
                assertThat(refusal).hasMessageContaining(path);
              }
              assertThat(refusal.getMessage()).doesNotContain("canary-1");
            });
    assertThat(with.batches(WITH_PARAMS).newest(1)).isEmpty();
  }

  @Test
  default void paramsThatATypeNeedsMustBeGiven() {
    BatchKit with = withParams();
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> with.batches(WITH_PARAMS).create(draft -> draft))
        .satisfies(refusal -> assertThat(refusal.faults()).anyMatch(f -> f.startsWith("params:")));
  }

  @Test
  default void paramsAreKeptAndGivenToTheHandler() {
    ScriptedHandler<PriceLine, PriceRow> reading =
        new ScriptedHandler<>(WITH_PARAMS, Prices.refresher(java.util.Map.of()));
    reading.source(
        batch -> {
          Origin origin = batch.params(Origin.class);
          batch.source(origin.file());
          for (int i = 0; i < origin.pages(); i++) {
            batch.add(Prices.line("A" + i, origin.day().toString(), "1"));
          }
        });
    Batches<PriceLine, PriceRow> door =
        another(options -> options.handler(reading)).batches(WITH_PARAMS);
    Origin origin = new Origin("may.csv", 3, LocalDate.of(2026, 5, 4));
    Batch batch = door.create(draft -> draft.params(origin));
    assertThat(batch.params()).isEqualTo(Json.write(origin));
    assertThat(door.populate(batch.id()).done()).isEqualTo(3);
    assertThat(LifeFixture.rows(door, batch.id()))
        .extracting(row -> row.value().name())
        .containsOnly("2026-05-04");
  }

  private BatchKit withParams() {
    return another(
        options ->
            options.handler(
                new ScriptedHandler<>(WITH_PARAMS, Prices.refresher(java.util.Map.of()))));
  }

  @Test
  default void batchesAreListedNewestFirstPageByPage() {
    List<BatchId> ids = List.of(newBatch(), newBatch(), newBatch(), newBatch());
    populate(ids.get(1), Prices.lines(1));
    prices().execute(ids.get(1));
    assertThat(prices().newest(3))
        .extracting(Batch::id)
        .containsExactly(ids.get(3), ids.get(2), ids.get(1));
    assertThat(prices().page(null, ids.get(1), 10))
        .extracting(Batch::id)
        .containsExactly(ids.get(0));
    assertThat(prices().page(BatchStatus.SUCCESS, null, 10))
        .extracting(Batch::id)
        .containsExactly(ids.get(1));
    assertThatThrownBy(() -> prices().newest(0)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> prices().rows(ids.get(0)).page(10_001))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  default void whoActsIsRecorded() {
    BatchKit ann = kit().as(Actor.of("ann@acme.example", "buyers"));
    BatchKit bob = kit().as(Actor.of("Bob@acme.example"));
    BatchId id = ann.batches(Prices.TYPE).create(draft -> draft).id();
    Long annId = batch(id).createdById();
    assertThat(annId).isNotNull();
    assertThat(batch(id).updatedById()).isEqualTo(annId);
    handler().rows(Prices.lines(2));
    bob.batches(Prices.TYPE).populate(id);
    Long bobId = batch(id).updatedById();
    assertThat(bobId).isNotNull().isNotEqualTo(annId);
    assertThat(rows(id)).extracting(Row::updatedById).containsOnly(bobId);
    kit().as(Actor.of("ANN@ACME.example")).batches(Prices.TYPE).execute(id);
    assertThat(batch(id).executedById()).isEqualTo(annId);
    assertThat(batch(id).updatedById()).isEqualTo(annId);
    assertThat(batch(id).createdById()).isEqualTo(annId);
    assertThat(rows(id)).extracting(Row::updatedById).containsOnly(bobId);
  }

  @Test
  default void anActorByIdMustExist() {
    BatchId id = newBatch();
    BatchKit nobody = kit().as(Actor.ofId(4711));
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> nobody.batches(Prices.TYPE).create(draft -> draft),
            () -> nobody.batches(Prices.TYPE).populate(id),
            () -> nobody.batches(Prices.TYPE).refresh(id))) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              UnknownActor.class, refusal -> assertThat(refusal.userId()).isEqualTo(4711));
    }
    assertThat(prices().newest(10)).extracting(Batch::id).containsExactly(id);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(prices().runs(id)).isEmpty();
  }

  @Test
  default void theTypeBlindDoorReadsRowsOfATypedBatchAsCells() {
    handler().refresher(Prices.refresher(java.util.Map.of("A1", new BigDecimal("1.10"))));
    BatchId id = populated(Prices.line("A1", "Tea", " 2.50 "), Prices.line("A2", null, "3"));
    Row<Cells> first = kit().batches().row(id, 1).orElseThrow();
    assertThat(first.value().values().keySet())
        .containsExactly("sku", "name", "old_price", "new_price");
    assertThat(first.value().get("sku", String.class)).isEqualTo("A1");
    assertThat(first.value().get("old_price", BigDecimal.class)).isEqualTo("1.10");
    assertThat(first.value().get("new_price", BigDecimal.class)).isEqualTo("2.50");
    Row<Cells> second = kit().batches().row(id, 2).orElseThrow();
    assertThat(second.value().get("name", String.class)).isNull();
    assertThat(second.problems()).isEqualTo(row(id, 2).problems());
    assertThat(kit().batches().breakdown(id)).isEqualTo(prices().breakdown(id));
    assertThatThrownBy(() -> first.value().get("sku", Long.class)).isInstanceOf(InvalidValue.class);
  }

  @Test
  default void theTypeBlindDoorRunsABatchByTheHandlerOfItsType() {
    handler().rows(Prices.lines(3));
    Batch batch = kit().batches().create(draft -> draft.type("life-prices"));
    assertThat(kit().batches().populate(batch.id()).done()).isEqualTo(3);
    assertThat(kit().batches().refresh(batch.id()).done()).isEqualTo(3);
    assertThat(kit().batches().preview(batch.id()).toExecute()).isEqualTo(3);
    assertThat(kit().batches().execute(batch.id()).done()).isEqualTo(3);
    assertThat(kit().batches().verify(batch.id()).intact()).isTrue();
  }

  @Test
  default void aBatchWhoseHandlerIsMissingIsReadButNotRun() {
    BatchId id = populated(Prices.lines(3));
    BatchKit bare = another(options -> options);
    Batches<Cells, Cells> door = bare.batches();
    assertThat(door.get(id)).isEqualTo(batch(id));
    assertThat(LifeFixture.rows(door, id))
        .extracting(row -> row.value().get("sku", String.class))
        .containsExactly("A1", "A2", "A3");
    assertThat(door.breakdown(id)).isEqualTo(prices().breakdown(id));
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> door.repopulate(id),
            () -> door.refresh(id),
            () -> door.preview(id),
            () -> door.execute(id))) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              UnknownType.class, refusal -> assertThat(refusal.typeKey()).isEqualTo("life-prices"));
    }
    assertThat(prices().runs(id)).hasSize(1);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    prices().execute(id);
    assertThat(door.verify(id).intact()).isTrue();
    assertThat(door.runs(id)).isEqualTo(prices().runs(id));
  }

  @Test
  default void aBatchOfADynamicTypeLivesLikeAnyOther() {
    BatchType<Cells, Cells> type = BatchType.dynamic("life-sheet");
    ScriptedHandler<Cells, Cells> sheet =
        new ScriptedHandler<>(
            type,
            (in, row) -> {
              var values = new java.util.LinkedHashMap<>(in.values());
              values.put("amount", row.decimal("amount", in.get("amount_text", String.class)));
              values.remove("amount_text");
              return new Cells(values);
            });
    sheet.rows(
        new Cells(java.util.Map.of("code", "x", "amount_text", "1.50")),
        new Cells(java.util.Map.of("code", "y", "amount_text", "1,5x")));
    Batches<Cells, Cells> door = another(options -> options.handler(sheet)).batches(type);
    Batch batch =
        door.create(
            draft ->
                draft.columns(
                    new Column("code", ColumnType.TEXT), new Column("amount", ColumnType.DECIMAL)));
    assertThat(batch.columns()).extracting(Column::name).containsExactly("code", "amount");
    assertThat(door.populate(batch.id()).done()).isEqualTo(2);
    Row<Cells> first = door.row(batch.id(), 1).orElseThrow();
    assertThat(first.value().get("amount", BigDecimal.class)).isEqualTo("1.50");
    assertThat(door.input(first).get("amount_text", String.class)).isEqualTo("1.50");
    assertThat(door.row(batch.id(), 2).orElseThrow().status().code()).isEqualTo("ERROR");
    assertThat(door.refresh(batch.id()).done()).isEqualTo(2);
    assertThat(door.row(batch.id(), 1)).contains(first);
    assertThat(door.execute(batch.id(), options -> options.leaveOutErrors()).skipped())
        .isEqualTo(1);
    assertThat(door.verify(batch.id()).intact()).isTrue();
    assertThat(kit().batches().row(batch.id(), 1)).isEqualTo(door.row(batch.id(), 1));
  }

  @Test
  default void aDynamicBatchNamesItsColumnsAndATypedOneDoesNot() {
    BatchType<Cells, Cells> type = BatchType.dynamic("life-sheet");
    Batches<Cells, Cells> door =
        another(options -> options.handler(new ScriptedHandler<>(type, (in, row) -> in)))
            .batches(type);
    assertThatThrownBy(() -> door.create(draft -> draft))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            refusal -> assertThat(refusal.faults()).anyMatch(f -> f.startsWith("columns:")));
    for (String bad : List.of("Upper", "1st", "", "a b", "a\"; --", "x".repeat(61))) {
      assertThatThrownBy(
              () -> door.create(draft -> draft.columns(new Column(bad, ColumnType.TEXT))))
          .as(bad)
          .isInstanceOf(InvalidValue.class);
    }
    Column twice = new Column("code", ColumnType.TEXT);
    assertThatThrownBy(() -> door.create(draft -> draft.columns(twice, twice)))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("code");
    assertThatThrownBy(() -> prices().create(draft -> draft.columns(twice)))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  default void aCellThatIsNoColumnOfADynamicBatchIsRefusedByName() {
    BatchType<Cells, Cells> type = BatchType.dynamic("life-sheet");
    ScriptedHandler<Cells, Cells> sheet = new ScriptedHandler<>(type, (in, row) -> in);
    sheet.rows(new Cells(java.util.Map.of("other", "canary")));
    Batches<Cells, Cells> door = another(options -> options.handler(sheet)).batches(type);
    BatchId id = door.create(draft -> draft.columns(new Column("code", ColumnType.TEXT))).id();
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> door.populate(id))
        .withMessageContainingAll("Row 1", "other")
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("canary"));
  }
}
