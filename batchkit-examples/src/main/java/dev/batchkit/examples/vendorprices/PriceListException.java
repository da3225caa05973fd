package dev.batchkit.examples.vendorprices;

import org.jspecify.annotations.Nullable;

/** The list cannot be read; the message says why and what to do. */
public final class PriceListException extends Exception {
  private static final long serialVersionUID = 1L;

  PriceListException(String message) {
    this(message, null);
  }

  PriceListException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
