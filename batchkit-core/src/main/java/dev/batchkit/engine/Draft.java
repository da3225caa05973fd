package dev.batchkit.engine;

import dev.batchkit.batch.Problem;
import dev.batchkit.batch.RowStatus;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.spi.RowDraft;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the problems of one row, used again for the next. */
final class Draft implements RowDraft {
  private static final int LONGEST_NUMBER = 1000;

  private final Set<String> codes;
  private long sequence;
  private String code = Severity.OK.code();
  private Severity severity = Severity.OK;
  private List<Problem> problems = List.of();

  Draft(Set<String> codes) {
    this.codes = codes;
  }

  void begin(long next) {
    sequence = next;
    code = Severity.OK.code();
    severity = Severity.OK;
    problems = List.of();
  }

  String code() {
    return code;
  }

  List<Problem> problems() {
    return problems;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public void status(RowStatus status) {
    require(status);
    if (problems.isEmpty() || status.severity().compareTo(severity) >= 0) {
      code = status.code();
      severity = status.severity();
    }
  }

  @Override
  public void problem(
      RowStatus status,
      @Nullable String column,
      String message,
      @Nullable String invalidValue,
      @Nullable String remediation) {
    require(status);
    if (status.code().equals(Severity.OK.code())) {
      throw new InvalidValue(
          "A problem cannot be OK. Leave it out, or give it a status of its own.",
          List.of("problem: is OK"),
          null);
    }
    if (problems.isEmpty()) {
      problems = new ArrayList<>();
    }
    problems.add(
        new Problem(status.code(), status.severity(), column, message, invalidValue, remediation));
    if (status.severity().compareTo(severity) > 0) {
      code = status.code();
      severity = status.severity();
    }
  }

  private void require(RowStatus status) {
    if (!codes.contains(status.code())) {
      throw new InvalidValue(
          "The row status "
              + status.code()
              + " is not declared by the batch type. Add its enum by statuses(..).",
          List.of("status: not declared"),
          null);
    }
  }

  @Override
  public @Nullable String required(String column, @Nullable String text) {
    if (text == null || text.isBlank()) {
      problem(Severity.ERROR, column, column + " is missing");
      return null;
    }
    return text.strip();
  }

  @Override
  public @Nullable BigDecimal decimal(String column, @Nullable String text) {
    String given = required(column, text);
    if (given == null) {
      return null;
    }
    try {
      if (given.length() <= LONGEST_NUMBER) {
        BigDecimal value = new BigDecimal(given);
        if (Math.abs((long) value.scale()) <= CellCodec.MAX_SCALE) {
          return value;
        }
      }
    } catch (NumberFormatException e) {
      // noted below
    }
    problem(Severity.ERROR, column, column + " is not a number", given, "Write it like 1234.50");
    return null;
  }

  @Override
  public @Nullable Long integer(String column, @Nullable String text) {
    String given = required(column, text);
    if (given == null) {
      return null;
    }
    try {
      return Long.valueOf(given);
    } catch (NumberFormatException e) {
      problem(
          Severity.ERROR, column, column + " is not a whole number", given, "Write it like 1234");
      return null;
    }
  }

  @Override
  public @Nullable LocalDate date(String column, @Nullable String text) {
    String given = required(column, text);
    if (given == null) {
      return null;
    }
    try {
      return LocalDate.parse(given);
    } catch (DateTimeException e) {
      problem(Severity.ERROR, column, column + " is not a date", given, "Write it like 2026-05-04");
      return null;
    }
  }
}
