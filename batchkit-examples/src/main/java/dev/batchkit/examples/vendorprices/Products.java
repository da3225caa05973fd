package dev.batchkit.examples.vendorprices;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Looks products up, on a connection of its own that can read only. For one thread. */
final class Products implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement bySku;

  private Products(Connection connection, PreparedStatement bySku) {
    this.connection = connection;
    this.bySku = bySku;
  }

  /** Opens a look-up on the product table of this file. */
  static Products open(Path database) throws SQLException {
    Connection connection = ProductTable.openToRead(database);
    try {
      return new Products(
          connection, connection.prepareStatement("SELECT name, price FROM product WHERE sku = ?"));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The product with this SKU, if there is one. */
  Optional<Product> find(String sku) throws SQLException {
    bySku.setString(1, sku);
    try (ResultSet found = bySku.executeQuery()) {
      return found.next()
          ? Optional.of(new Product(found.getString(1), new BigDecimal(found.getString(2))))
          : Optional.empty();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
