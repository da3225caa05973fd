package dev.batchkit.spi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where rows come from when it is not the handler that says so: given with the call that populates
 * a batch. May be used again and by several runs at once if {@link #addTo} can be.
 *
 * @param <I> the input record
 */
@FunctionalInterface
public interface RowSource<I> {
  /**
   * Adds the rows, on the thread that populates and outside any transaction of the store. Rows
   * become visible all at once, when this has returned.
   *
   * @throws Exception to end the run; the batch then has the rows that it had before
   */
  void addTo(PopulateContext<I> batch) throws Exception;

  /**
   * Makes an input from one row of a query.
   *
   * @param <I> the input record
   */
  @FunctionalInterface
  interface RowMapper<I> {
    /**
     * Makes the input.
     *
     * @param row stands on the row; leave it there, and open
     * @throws SQLException to end the run
     */
    I map(ResultSet row) throws SQLException;
  }

  /**
   * The rows of a query, read one after the other as they are added, so that a result may be larger
   * than memory. What is recorded as the source is the text of the query and the number of its
   * parameters, never their values.
   *
   * <p>Each use takes one connection and gives it back with its transaction rolled back, also where
   * the run fails. It reads forward only, read-only if the driver allows that, by fetch size, and,
   * SQLite excepted, with autocommit switched off, which is what drivers such as PostgreSQL's need
   * to stream; MySQL's needs {@code useCursorFetch=true} as well. The database may be the file of
   * the store if that is in WAL mode; in any other mode the open query would keep the run from
   * committing.
   *
   * @param database where to ask; never a connection inside a unit of the store
   * @param sql one query
   * @param parameters bound in order by {@code setObject}; may hold null
   */
  static <I> RowSource<I> query(
      DataSource database,
      String sql,
      List<? extends @Nullable Object> parameters,
      RowMapper<I> mapper) {
    return new QuerySource<>(database, sql, parameters, mapper);
  }
}
