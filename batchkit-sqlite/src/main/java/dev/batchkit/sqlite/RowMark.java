package dev.batchkit.sqlite;

import dev.batchkit.batch.RowOutcome;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.store.OutcomeMark;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets outcomes. Most rows are just APPLIED, for the first time: after the others have theirs, one
 * statement per stretch of neighbours does for all of them. Every statement must touch exactly the
 * rows that it is for.
 */
final class RowMark {
  /** So many that SQLite keeps what it needs for undoing the statement in memory. */
  private static final int LONGEST_STRETCH = 100;

  private final Db db;
  private final RowText text;
  private final long batchId;
  private final List<OutcomeMark> marks;

  RowMark(Db db, RowText text, long batchId, List<OutcomeMark> marks) {
    this.db = db;
    this.text = text;
    this.batchId = batchId;
    this.marks = marks;
  }

  /**
   * Rows that are just APPLIED, with nothing but marked rows between them.
   *
   * @param from the first
   * @param through the last
   * @param count how many
   */
  private record Stretch(long from, long through, int count) {}

  void run() throws SQLException {
    markOthers();
    List<Stretch> stretches = stretches();
    if (stretches.isEmpty()) {
      return;
    }
    PreparedStatement range = db.kept(text.applyRange);
    for (Stretch stretch : stretches) {
      range.setLong(1, batchId);
      range.setLong(2, stretch.from());
      range.setLong(3, stretch.through());
      range.addBatch();
    }
    int[] touched = range.executeBatch();
    for (int i = 0; i < touched.length; i++) {
      applyAgain(stretches.get(i), touched[i]);
    }
  }

  private static boolean isPlain(OutcomeMark mark) {
    return mark.outcome() == RowOutcome.APPLIED && mark.detail() == null;
  }

  private void markOthers() throws SQLException {
    PreparedStatement one = db.kept(text.mark);
    int count = 0;
    for (OutcomeMark mark : marks) {
      if (!isPlain(mark)) {
        one.setString(1, mark.outcome().name());
        CellBinder.setJson(one, 2, mark.detail());
        one.setLong(3, batchId);
        one.setLong(4, mark.sequence());
        one.addBatch();
        count++;
      }
    }
    if (count > 0 && sum(one.executeBatch()) != count) {
      throw missing();
    }
  }

  private List<Stretch> stretches() {
    List<Stretch> stretches = new ArrayList<>();
    long from = 0;
    long through = 0;
    int count = 0;
    long last = -1;
    for (OutcomeMark mark : marks) {
      if (count > 0 && (mark.sequence() != last + 1 || count == LONGEST_STRETCH)) {
        stretches.add(new Stretch(from, through, count));
        count = 0;
      }
      last = mark.sequence();
      if (isPlain(mark)) {
        from = count == 0 ? last : from;
        through = last;
        count++;
      }
    }
    if (count > 0) {
      stretches.add(new Stretch(from, through, count));
    }
    return stretches;
  }

  /** Rows that had failed or been skipped before are not in the range's reach. */
  private void applyAgain(Stretch stretch, int touched) throws SQLException {
    if (touched == stretch.count()) {
      return;
    }
    PreparedStatement again = db.kept(text.applyAgain);
    for (OutcomeMark mark : marks) {
      if (isPlain(mark)
          && mark.sequence() >= stretch.from()
          && mark.sequence() <= stretch.through()) {
        again.setLong(1, batchId);
        again.setLong(2, mark.sequence());
        again.addBatch();
      }
    }
    if (touched + sum(again.executeBatch()) != stretch.count()) {
      throw missing();
    }
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  private StoreFailed missing() {
    return Failures.broken(
        "A row of batch "
            + batchId
            + " that was to get its outcome is not there, removed, or applied already.",
        "ROW_COUNT");
  }
}
