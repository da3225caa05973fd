package dev.batchkit.examples.pipeline;

import java.math.BigDecimal;
import java.time.LocalDate;

/** How much of an article was there when somebody counted it. */
record StockLine(
    String sku, String name, long quantity, BigDecimal unitPrice, LocalDate countedOn) {}
