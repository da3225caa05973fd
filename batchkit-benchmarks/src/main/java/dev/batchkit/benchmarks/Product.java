package dev.batchkit.benchmarks;

/** The application's own table, in which executing a batch puts products. */
final class Product {
  static final String CREATE =
      "CREATE TABLE product (sku TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, price TEXT NOT NULL,"
          + " stock INTEGER NOT NULL, day TEXT NOT NULL) STRICT, WITHOUT ROWID";

  static final String PUT =
      "INSERT INTO product (sku, name, price, stock, day) VALUES (?, ?, ?, ?, ?)"
          + " ON CONFLICT (sku) DO UPDATE SET name = excluded.name, price = excluded.price,"
          + " stock = excluded.stock, day = excluded.day";

  private Product() {}
}
