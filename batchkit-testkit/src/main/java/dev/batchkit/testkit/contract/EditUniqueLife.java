package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowStatus;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.StaleRow;
import dev.batchkit.spi.BatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** After any edit, duplicates are marked as a refresh would mark them. */
interface EditUniqueLife extends LifeFixture {
  /** A status that a handler sets without a problem: only it can tell. */
  enum Mood implements RowStatus {
    FRESH("fresh", Severity.OK),
    STRANGE("strange", Severity.WARNING),
    BAD("bad", Severity.ERROR);

    private final String label;
    private final Severity severity;

    Mood(String label, Severity severity) {
      this.label = label;
      this.severity = severity;
    }

    @Override
    public String code() {
      return name();
    }

    @Override
    public String label() {
      return label;
    }

    @Override
    public Severity severity() {
      return severity;
    }
  }

  private List<String> codes(BatchId id) {
    return rows(id).stream().map(row -> row.status().code()).toList();
  }

  @Test
  default void anEditThatTakesAKeyMarksTheRowOrThoseAfterIt() {
    BatchId id = populated(Prices.lines(4));
    Row<PriceRow> marked = prices().edit(id, 3, 1, Map.of("sku", "A1"));
    assertThat(marked.status().code()).isEqualTo("DUPLICATE");
    assertThat(marked).isEqualTo(row(id, 3));
    assertThat(marked.version()).isEqualTo(2);
    assertThat(codes(id)).containsExactly("OK", "OK", "DUPLICATE", "OK");
    prices().edit(id, 1, 1, Map.of("sku", "A4"));
    assertThat(codes(id)).containsExactly("OK", "OK", "OK", "DUPLICATE");
    assertThat(rows(id)).extracting(Row::version).containsExactly(2L, 1L, 3L, 2L);
    assertThat(row(id, 4).problems())
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .endsWith("row 1");
    assertThat(prices().history(id, 4)).isEmpty();
    assertUnchangedByRefresh(prices(), id);
  }

  @Test
  default void whoeverComesNextIsTheFirstWhenTheFirstGoes() {
    BatchId id =
        populated(
            Prices.line("A", "a", "1"),
            Prices.line("A", null, "2"),
            Prices.line("A", "c", "x"),
            Prices.line("A", "d", "4"));
    assertThat(codes(id)).containsExactly("OK", "DUPLICATE", "ERROR", "DUPLICATE");
    prices().remove(id, 1, 1);
    assertThat(codes(id)).containsExactly("WARNING", "ERROR", "DUPLICATE");
    assertUnchangedByRefresh(prices(), id);
    prices().remove(id, 2, 2);
    assertThat(codes(id)).containsExactly("ERROR", "DUPLICATE");
    assertThat(row(id, 3).problems()).extracting(Problem::code).containsExactly("ERROR");
    assertUnchangedByRefresh(prices(), id);
    prices().restore(id, 1, 2);
    assertThat(codes(id)).containsExactly("OK", "ERROR", "DUPLICATE");
    assertUnchangedByRefresh(prices(), id);
  }

  @Test
  default void addedRowsAreMarked() {
    BatchId id = populated(Prices.lines(2));
    List<Row<PriceRow>> added =
        prices()
            .addAll(
                id,
                List.of(
                    Prices.line("A1", "x", "1"),
                    Prices.line("B", "x", "1"),
                    Prices.line("B", "x", "1")));
    assertThat(added)
        .extracting(row -> row.status().code())
        .containsExactly("DUPLICATE", "OK", "DUPLICATE");
    assertThat(added).allMatch(row -> row.version() == 1);
    assertUnchangedByRefresh(prices(), id);
  }

  @Test
  default void aRowWhoseMarkIsStaleIsNotEditedUnseen() {
    BatchId id = populated(Prices.line("A", "a", "1"), Prices.line("A", "b", "2"));
    prices().remove(id, 1, 1);
    assertThatExceptionOfType(StaleRow.class)
        .isThrownBy(() -> prices().edit(id, 2, 1, Map.of("sku", "B")));
  }

  @Test
  default void whereTooManyRowsShareAKeyTheBatchNeedsARefresh() {
    BatchId id = newBatch();
    populate(
        id,
        IntStream.rangeClosed(1, 1_002)
            .mapToObj(i -> Prices.line("A", "a", "" + i))
            .toArray(PriceLine[]::new));
    prices().edit(id, 7, 1, Map.of("price", "8"));
    assertThat(batch(id).needsRefresh()).isFalse();
    assertUnchangedByRefresh(prices(), id);
    prices().remove(id, 1, 1);
    assertThat(batch(id).needsRefresh()).isTrue();
    assertThat(prices().preview(id).isExecutable()).isFalse();
    prices().refresh(id);
    assertThat(batch(id).needsRefresh()).isFalse();
    assertThat(codes(id).get(0)).isEqualTo("OK");
  }

  @Test
  default void whereLookUpsChangedTheBatchNeedsARefresh() {
    Map<String, String> names = new ConcurrentHashMap<>();
    handler()
        .refresher(
            (in, row) ->
                new PriceRow(
                    in.sku(),
                    names.getOrDefault(String.valueOf(in.name()), in.name()),
                    null,
                    null));
    BatchId id = populated(Prices.line("A", "a", "1"), Prices.line("A", "b", "2"));
    names.put("b", "other");
    prices().remove(id, 1, 1);
    assertThat(batch(id).needsRefresh()).isTrue();
    assertThat(row(id, 2).value().name()).isEqualTo("b");
    prices().refresh(id);
    assertThat(row(id, 2).value().name()).isEqualTo("other");
    assertThat(codes(id)).containsExactly("OK");
  }

  @Test
  default void twoWhoTakeTheSameKeyAtTheSameTimeAreMarked() throws Exception {
    BatchId id = populated(Prices.lines(8));
    List<Object> unused =
        Crowd.of(
            8,
            i -> () -> prices().edit(id, i + 1, row(id, i + 1).version(), Map.of("sku", "same")));
    assertThat(codes(id)).containsOnlyOnce("OK").hasSize(8);
    assertUnchangedByRefresh(prices(), id);
  }

  @Test
  default void afterAnyEditsMarksAreThoseOfARefresh() {
    BatchType<PriceLine, PriceLine> type =
        BatchType.of("life-edit-keys", PriceLine.class)
            .unique("sku", "name")
            .unique("price")
            .statuses(Mood.class);
    AtomicInteger salt = new AtomicInteger();
    ScriptedHandler<PriceLine, PriceLine> keyed =
        new ScriptedHandler<>(
            type,
            (in, row) -> {
              int mood = Math.floorMod(in.hashCode() + salt.get(), 5);
              if (mood < 2) {
                row.status(Mood.values()[mood]);
              } else if (mood == 2) {
                row.problem(Mood.BAD, "name", "is bad");
              } else if (mood == 3) {
                row.problem(Severity.WARNING, "name", "is odd");
                row.status(Mood.STRANGE);
              }
              return in;
            });
    Batches<PriceLine, PriceLine> door = another(options -> options.handler(keyed)).batches(type);
    for (int seed = 1; seed <= 8; seed++) {
      Random random = new Random(seed);
      salt.set(seed);
      keyed.rows(IntStream.range(0, 12).mapToObj(i -> line(random)).toArray(PriceLine[]::new));
      BatchId id = door.create(draft -> draft).id();
      door.populate(id);
      for (int step = 0; step < 30; step++) {
        editAnything(door, id, random);
        if (step % 3 == 0) {
          assertUnchangedByRefresh(door, id);
        }
      }
      assertUnchangedByRefresh(door, id);
      door.execute(id, options -> options.leaveOutErrors());
      assertThat(door.verify(id).intact()).as("seed %d", seed).isTrue();
    }
  }

  private static PriceLine line(Random random) {
    return Prices.line(
        any(random, "a", "b"), any(random, "x", "y"), any(random, "1", "2", "3", "4"));
  }

  private static @Nullable String any(Random random, String... texts) {
    int place = random.nextInt(texts.length + 1);
    return place == texts.length ? null : texts[place];
  }

  private static void editAnything(Batches<PriceLine, PriceLine> door, BatchId id, Random random) {
    List<Row<PriceLine>> all = door.rows(id).withRemoved().page(1_000);
    Row<PriceLine> row = all.get(random.nextInt(all.size()));
    List<Change<PriceLine>> history = door.history(id, null, 1_000);
    int what = random.nextInt(10);
    if (what == 0) {
      door.addAll(id, List.of(line(random), line(random)));
    } else if (what == 1 && !history.isEmpty()) {
      try {
        door.undo(id, history.get(random.nextInt(history.size())));
      } catch (StaleRow expected) {
        assertThat(expected.present()).isNotNull();
      }
    } else if (row.removed()) {
      door.restore(id, row.sequence(), row.version());
    } else if (what < 4) {
      door.remove(id, row.sequence(), row.version());
    } else {
      door.edit(id, row.sequence(), row.version(), in -> line(random));
    }
  }

  /** A refresh finds every row as it is to be. */
  private static <R> void assertUnchangedByRefresh(Batches<?, R> door, BatchId id) {
    assertThat(door.get(id).needsRefresh()).isFalse();
    List<Row<R>> before = new ArrayList<>(LifeFixture.rows(door, id));
    door.refresh(id);
    assertThat(LifeFixture.rows(door, id)).isEqualTo(before);
  }
}
