package dev.batchkit.examples.vendorprices;

import dev.batchkit.batch.Problem;
import dev.batchkit.batch.RowStatus;
import dev.batchkit.spi.RowDraft;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A row that keeps what is noted about it; the parsers of a draft are not used by the handler. */
final class Noted implements RowDraft {
  final List<Problem> problems = new ArrayList<>();
  RowStatus status;

  /** The codes of all problems, in the order in which they were noted. */
  List<String> codes() {
    return problems.stream().map(Problem::code).toList();
  }

  @Override
  public long sequence() {
    return 1;
  }

  @Override
  public void status(RowStatus status) {
    this.status = status;
  }

  @Override
  public void problem(
      RowStatus asked, String column, String message, String invalidValue, String remediation) {
    problems.add(
        new Problem(asked.code(), asked.severity(), column, message, invalidValue, remediation));
  }

  @Override
  public String required(String column, String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BigDecimal decimal(String column, String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Long integer(String column, String text) {
    throw new UnsupportedOperationException();
  }

  @Override
  public LocalDate date(String column, String text) {
    throw new UnsupportedOperationException();
  }
}
