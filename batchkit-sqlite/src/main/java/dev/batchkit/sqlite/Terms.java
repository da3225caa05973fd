package dev.batchkit.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** On which terms a guarded connection is given out. For the thread that has it. */
interface Terms {
  /**
   * An answer in place of the connection behind.
   *
   * @param value what the method returns
   */
  record Answer(@Nullable Object value) {
    static final Answer NOTHING = new Answer(null);
  }

  /** Refuses what has ended. */
  void check() throws SQLException;

  /**
   * Answers a method of {@code Connection} itself.
   *
   * @return null to have the connection behind answer
   * @throws SQLException if it is refused
   */
  @Nullable Answer answer(String method, @Nullable Object @Nullable [] arguments)
      throws SQLException;

  /** Is told before a statement is run. */
  default void running() throws SQLException {}

  /** Is told of every failure of the driver. */
  void failed(SQLException e);

  /** Makes a refusal, which may be more than words. */
  SQLException refused(String what);
}
