package dev.batchkit.examples.vendorprices;

import java.util.List;
import java.util.Locale;

/**
 * Which list a batch is made from and how it is read: the parameters of the batch.
 *
 * @param source the file, or {@code classpath:} and the name of a list that the program ships
 * @param sha256 the SHA-256 of its content, in hexadecimal
 * @param lines how many line breaks it has, an estimate of its rows
 * @param encoding the name of its character encoding
 * @param skuColumn the name of the column with article numbers
 * @param nameColumn the name of the column with product names
 * @param priceColumn the name of the column with prices
 * @param jumpPercent by how much a price may differ from the old one before it is a price jump
 */
public record PriceList(
    String source,
    String sha256,
    long lines,
    String encoding,
    String skuColumn,
    String nameColumn,
    String priceColumn,
    int jumpPercent) {

  /** The columns that are read, in the order in which {@link PriceLine} has them. */
  public List<String> columns() {
    return List.of(skuColumn, nameColumn, priceColumn);
  }

  /**
   * The natural key of the batch: the content, and how it is read. The same file under another name
   * is the same list; another column or encoding makes another list of it, so that a wrong one can
   * be put right.
   */
  public String key() {
    String reading = encoding + "," + String.join(",", columns());
    return sha256 + " " + reading.toLowerCase(Locale.ROOT);
  }
}
