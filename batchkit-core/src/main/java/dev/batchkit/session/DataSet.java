package dev.batchkit.session;

import org.jspecify.annotations.Nullable;

/**
 * Where one side of a measurement comes from.
 *
 * @param data the name under which the program gave a data source, or a source of records, when the
 *     kit was opened; never an address or a credential
 * @param query one query in the SQL of the data source; null for a source of records
 */
public record DataSet(String data, @Nullable String query) {
  /** The result of a query. */
  public static DataSet query(String data, String query) {
    return new DataSet(data, query);
  }

  /** Records that the program's own code gives. */
  public static DataSet records(String data) {
    return new DataSet(data, null);
  }
}
