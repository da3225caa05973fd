package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchRow;
import dev.batchkit.error.WrongRowState;
import dev.batchkit.spi.RowEdits;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Looks at prepared edits before any of them is done, and collects what is wrong with them. */
final class EditCheck<I> implements RowEdits.Taker {
  private static final int MOST_FAULTS = 100;
  private static final int MOST_ADDED = 1000;

  private final ActiveRun<I, ?> run;
  private final EditAttempt<I, ?> attempt;
  private final InputForm<I> form;
  private final BitSet seen = new BitSet();
  private final List<String> faults = new ArrayList<>();
  private long found;
  private long count;
  private long added;

  EditCheck(ActiveRun<I, ?> run, EditAttempt<I, ?> attempt) {
    this.run = run;
    this.attempt = attempt;
    form = attempt.codec().form(run.batch());
  }

  /** How many edits there are. */
  long count() {
    return count;
  }

  @Override
  public void add(Map<String, ?> cells) {
    next();
    if (++added == MOST_ADDED + 1) {
      fault("there are more than " + MOST_ADDED + " new rows; add them in parts");
    }
    check("new row " + added, () -> form.with(null, cells));
  }

  @Override
  public void edit(long sequence, long version, Map<String, ?> cells) {
    next();
    check(
        "row " + sequence,
        () -> {
          StoredRow row = once(sequence);
          I before = attempt.input(row);
          I after = form.with(before, cells);
          if (!after.equals(before)) {
            requireVersion(row, version);
            attempt.requireThere(row);
          }
        });
  }

  @Override
  public void remove(long sequence, long version) {
    next();
    check(
        "row " + sequence,
        () -> {
          StoredRow row = once(sequence);
          requireVersion(row, version);
          attempt.requireThere(row);
        });
  }

  private void next() {
    count++;
    if (count % MOST_ADDED == 0) {
      run.requireGoing();
    }
  }

  /** The row, which must not have come before. */
  private StoredRow once(long sequence) {
    StoredRow row = attempt.row(sequence);
    int place = Math.toIntExact(sequence - run.batch().rows().from());
    if (seen.get(place)) {
      throw refused("is edited twice");
    }
    seen.set(place);
    return row;
  }

  private static void requireVersion(StoredRow row, long version) {
    if (row.version() != version) {
      throw refused(
          "was changed meanwhile: it is at version " + row.version() + ", not at " + version);
    }
  }

  private static InvalidValue refused(String fault) {
    return new InvalidValue("The row cannot be edited: it " + fault + ".", List.of(fault), null);
  }

  private void check(String what, Runnable look) {
    try {
      look.run();
    } catch (InvalidValue e) {
      e.faults().forEach(fault -> fault(what + ": " + fault));
    } catch (NoSuchRow e) {
      fault(what + ": is not there");
    } catch (WrongRowState e) {
      fault(what + ": is " + e.state() + ", and cannot be edited");
    }
  }

  @Override
  public void fault(String fault) {
    found++;
    if (faults.size() < MOST_FAULTS) {
      faults.add(fault);
    }
  }

  void requireNoFaults() {
    if (found == 0) {
      return;
    }
    if (found > faults.size()) {
      faults.add("and " + (found - faults.size()) + " more");
    }
    Batch batch = run.batch();
    throw new InvalidValue(
        batch.name()
            + " cannot take the edits, and nothing is changed: "
            + String.join("; ", faults)
            + ".",
        faults,
        null);
  }
}
