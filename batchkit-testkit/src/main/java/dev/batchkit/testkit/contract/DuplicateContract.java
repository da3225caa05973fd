package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.store.Duplicate;
import dev.batchkit.store.StoredRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Duplicates: all but the first row of a key. */
abstract class DuplicateContract extends StoreFixture {
  DuplicateContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void allButTheFirstRowOfAKeyAreDuplicatesOfTheFirst() {
    long batchId = batchWith(row(1, "a"), row(2, "b"), row(3, "a"), row(4, "c"), row(7, "a"));
    assertThat(duplicates(batchId, 1, 1, 7)).containsExactly(dup(3, 1), dup(7, 1));
  }

  @Test
  void rowsOfTheRangeAreComparedWithAllBeforeThem() {
    long batchId = batchWith(row(1, "a"), row(2, "b"), row(3, "a"), row(4, "b"), row(5, "a"));
    assertThat(duplicates(batchId, 1, 4, 4)).containsExactly(dup(4, 2));
    assertThat(duplicates(batchId, 1, 4, 5)).containsExactly(dup(4, 2), dup(5, 1));
    assertThat(duplicates(batchId, 1, 1, 2)).isEmpty();
  }

  @Test
  void rowsBeforeTheWindowDoNotCount() {
    long batchId = batchWith(row(1, "a"), row(2, "a"), row(3, "a"), row(4, "a"));
    assertThat(duplicates(batchId, 3, 3, 4)).containsExactly(dup(4, 3));
  }

  @Test
  void removedRowsDoNotCount() {
    StoredRow first = new RowSample(1).cells("a", 1L).removed().get();
    StoredRow last = new RowSample(4).cells("a", 1L).removed().get();
    long batchId = batchWith(first, row(2, "a"), row(3, "a"), last);
    assertThat(duplicates(batchId, 1, 1, 4)).containsExactly(dup(3, 2));
  }

  @Test
  void aKeyWithANullInItDoesNotCount() {
    long batchId = batchWith(row(1, null), row(2, null), row(3, ""), row(4, ""));
    assertThat(duplicates(batchId, 1, 1, 4)).containsExactly(dup(4, 3));
  }

  @Test
  void aKeyOfSeveralColumnsIsTheSameWhereAllAre() {
    long batchId =
        batchWith(
            row(1, "a", 1L),
            row(2, "a", 2L),
            row(3, "b", 1L),
            row(4, "a", 1L),
            row(5, "a", null),
            row(6, "a", null),
            row(7, null, 1L));
    assertThat(duplicates(batchId, List.of("sku", "amount"), 1, 1, 7)).containsExactly(dup(4, 1));
  }

  @Test
  void textsAreTheSameWhereEveryCharacterIs() {
    long batchId =
        batchWith(row(1, "a"), row(2, "A"), row(3, "a "), row(4, "ä"), row(5, "a\u0308"));
    assertThat(duplicates(batchId, 1, 1, 5)).isEmpty();
  }

  @Test
  void otherBatchesDoNotCount() {
    long unused = batchWith(row(1, "a"));
    long batchId = batchWith(row(2, "a"));
    assertThat(duplicates(batchId, 1, 1, 2)).isEmpty();
  }

  private static StoredRow row(long sequence, @Nullable String sku) {
    return row(sequence, sku, sequence);
  }

  private static StoredRow row(long sequence, @Nullable String sku, @Nullable Long amount) {
    return new RowSample(sequence).cells(sku, amount).get();
  }

  private static Duplicate dup(long sequence, long first) {
    return new Duplicate(sequence, first);
  }

  private List<Duplicate> duplicates(long batchId, long windowFrom, long from, long through) {
    return duplicates(batchId, List.of("sku"), windowFrom, from, through);
  }

  private List<Duplicate> duplicates(
      long batchId, List<String> key, long windowFrom, long from, long through) {
    return store().rows().duplicates(Samples.PRICES, batchId, key, windowFrom, from, through);
  }
}
