package dev.batchkit.sqlite;

import dev.batchkit.batch.RowOutcome;
import dev.batchkit.store.OutcomeMark;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets outcomes: neighbours with the same outcome and no detail by one statement for all of them,
 * the others by their key.
 */
final class RowMark {
  private final Db db;
  private final RowText text;
  private final long batchId;
  private final List<Long> expected = new ArrayList<>();

  RowMark(Db db, RowText text, long batchId) {
    this.db = db;
    this.text = text;
    this.batchId = batchId;
  }

  void run(List<OutcomeMark> marks) throws SQLException {
    PreparedStatement one = db.kept(text.markOne);
    PreparedStatement range = db.kept(text.markRange);
    int ones = 0;
    int at = 0;
    while (at < marks.size()) {
      OutcomeMark mark = marks.get(at);
      int end = endOfRun(marks, at);
      if (mark.detail() == null) {
        addRange(range, mark.outcome(), mark.sequence(), end - at);
      } else {
        addOne(one, mark);
        ones++;
      }
      at = end;
    }
    checkAll(ones == 0 ? new int[0] : one.executeBatch());
    checkRanges(expected.isEmpty() ? new int[0] : range.executeBatch());
  }

  /** The first mark behind this one that one statement cannot take along. */
  private static int endOfRun(List<OutcomeMark> marks, int from) {
    OutcomeMark first = marks.get(from);
    int end = from + 1;
    if (first.detail() != null) {
      return end;
    }
    while (end < marks.size()
        && marks.get(end).sequence() == first.sequence() + (end - from)
        && marks.get(end).outcome() == first.outcome()
        && marks.get(end).detail() == null) {
      end++;
    }
    return end;
  }

  private void addRange(PreparedStatement range, RowOutcome outcome, long from, int count)
      throws SQLException {
    range.setString(1, outcome.name());
    range.setLong(2, batchId);
    range.setLong(3, from);
    range.setLong(4, from + count - 1);
    range.addBatch();
    expected.add((long) count);
  }

  private void addOne(PreparedStatement one, OutcomeMark mark) throws SQLException {
    one.setString(1, mark.outcome().name());
    one.setString(2, mark.detail());
    one.setLong(3, batchId);
    one.setLong(4, mark.sequence());
    one.addBatch();
  }

  private void checkRanges(int[] touched) {
    for (int i = 0; i < touched.length; i++) {
      if (touched[i] != expected.get(i)) {
        throw missing();
      }
    }
  }

  private void checkAll(int[] touched) {
    for (int count : touched) {
      if (count != 1) {
        throw missing();
      }
    }
  }

  private RuntimeException missing() {
    return Failures.broken(
        "A row of batch " + batchId + " that was to get its outcome is not there, or removed.",
        "ROW_COUNT");
  }
}
