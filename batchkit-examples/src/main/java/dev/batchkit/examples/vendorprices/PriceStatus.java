package dev.batchkit.examples.vendorprices;

import dev.batchkit.batch.RowStatus;
import dev.batchkit.batch.Severity;

/** What a row of a price list can turn out to be. */
public enum PriceStatus implements RowStatus {
  /** The product table does not know the product yet. */
  NEW("New", Severity.OK),
  /** Its price differs from that of the product table. */
  CHANGED("New price", Severity.OK),
  /** Its price stays, its name differs. */
  RENAMED("New name", Severity.OK),
  /** Neither price nor name differ. */
  UNCHANGED("Unchanged", Severity.SKIP),
  /** It is a charge or a discount that the vendor put among the products. */
  NO_PRODUCT("No product", Severity.SKIP),
  /** It has a price, and no name. */
  NO_NAME("No name", Severity.WARNING),
  /** It costs nothing. */
  ZERO_PRICE("Zero price", Severity.WARNING),
  /** Its price differs from the old one by more than the threshold. */
  PRICE_JUMP("Price jump", Severity.WARNING),
  /** It has no article number. */
  NO_SKU("No SKU", Severity.ERROR),
  /** It has no price, or one that is no number. */
  BAD_PRICE("Bad price", Severity.ERROR),
  /** It costs less than nothing. */
  NEGATIVE_PRICE("Negative price", Severity.ERROR);

  private final String label;
  private final Severity severity;

  PriceStatus(String label, Severity severity) {
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
