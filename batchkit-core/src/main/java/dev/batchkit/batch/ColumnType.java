package dev.batchkit.batch;

/** What a payload column holds, and how it is stored. Any cell may be NULL. */
public enum ColumnType {
  /** {@code String}: TEXT, exact, sorted by code point. Unpaired surrogates are refused. */
  TEXT("TEXT"),
  /** {@code int} and {@code Integer}: INTEGER. */
  INT("INTEGER"),
  /** {@code long} and {@code Long}: INTEGER. */
  LONG("INTEGER"),
  /**
   * {@code double} and {@code Double}: REAL. -0.0 is stored as 0.0; NaN and infinities are refused.
   */
  DOUBLE("REAL"),
  /** {@code boolean} and {@code Boolean}: INTEGER 0 or 1. */
  BOOLEAN("INTEGER"),
  /**
   * {@code BigDecimal}: TEXT, exact with its scale, at most 10,000 either way; sorted by value,
   * ties by sequence.
   */
  DECIMAL("TEXT"),
  /** {@code LocalDate}, years 0000 to 9999: TEXT {@code yyyy-MM-dd}. */
  DATE("TEXT"),
  /** {@code Instant}, years 0000 to 9999: TEXT in UTC, always nine digits after the second. */
  INSTANT("TEXT"),
  /** {@code UUID}: TEXT, lower case. */
  UUID("TEXT"),
  /** An enum: TEXT, the name of the constant. */
  ENUM("TEXT"),
  /** {@code Json} or a nested record: TEXT, a JSON document byte for byte. */
  JSON("TEXT");

  private final String storage;

  ColumnType(String storage) {
    this.storage = storage;
  }

  /**
   * The storage class of its cells: TEXT ({@code String}), INTEGER ({@code Long}) or REAL ({@code
   * Double}).
   */
  public String storage() {
    return storage;
  }
}
