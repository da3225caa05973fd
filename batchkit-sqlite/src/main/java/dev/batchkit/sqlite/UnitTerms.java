package dev.batchkit.sqlite;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The terms inside a unit: all of JDBC but what would end the transaction, change the connection,
 * or reach the connection behind it. A refusal dooms the unit.
 */
class UnitTerms implements Terms {
  private static final Set<String> REFUSED =
      Set.of(
          "abort",
          "close",
          "commit",
          "releaseSavepoint",
          "rollback",
          "setAutoCommit",
          "setCatalog",
          "setNetworkTimeout",
          "setReadOnly",
          "setSavepoint",
          "setSchema",
          "setTransactionIsolation");

  private final UnitFrame unit;

  UnitTerms(UnitFrame unit) {
    this.unit = unit;
  }

  final UnitFrame unit() {
    return unit;
  }

  @Override
  public void check() throws SQLException {
    unit.checkGuarded();
  }

  @Override
  public @Nullable Answer answer(String method, @Nullable Object @Nullable [] arguments)
      throws SQLException {
    if (method.equals("isClosed") || method.equals("isValid")) {
      return null;
    }
    check();
    if (REFUSED.contains(method)) {
      throw refused(method + ": batchkit ends the transaction and closes the connection itself");
    }
    return null;
  }

  @Override
  public final void failed(SQLException e) {
    unit.failed(e);
  }

  @Override
  public final SQLException refused(String what) {
    SQLException refusal =
        new SQLException("Refused inside a unit of batchkit: " + what + ".", "25000");
    unit.failed(refusal);
    return refusal;
  }
}
