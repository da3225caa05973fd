package dev.batchkit.orchestration;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Records what happens in an orchestration session, in one of its entries or in an exec. Safe for
 * any number of threads.
 *
 * <p>What is recorded here waits in a queue of the kit, and is stored in the order in which it was
 * recorded: at the latest 100 ms later, and before {@link Recording#entry}, {@link
 * EntryRecording#finish()}, {@link Recording#finish()} or {@link Recording#flush} return. It never
 * shares the fate of a transaction of the work, unless it is recorded inside a unit of work of the
 * same store: then it is stored with that unit where it can be, and after it where it is rolled
 * back.
 *
 * <p>Secrets in whatever is recorded are replaced before it is stored, as {@link Redaction} says.
 *
 * <p>Every method throws {@link dev.batchkit.error.RecordingEnded} where what it records to has
 * ended, {@link dev.batchkit.error.InvalidValue} where a text cannot be stored exactly, and, where
 * the queue is full and the store cannot take anything, what {@link
 * dev.batchkit.store.Store#inUnit} throws; then nothing was recorded.
 */
public interface Recorder {
  /** The id of what is recorded to. */
  String id();

  /** Records a line of the log. */
  LogLine log(String category, String content);

  /**
   * Records an issue.
   *
   * @return the issue as it is stored
   * @throws dev.batchkit.error.InvalidValue if it has no type or no message
   */
  Issue issue(UnaryOperator<IssueDraft> issue);

  /**
   * Does work and records it as an exec: begun before it begins, its status 0 when it returns and 1
   * when it throws, unless the work says otherwise. What is recorded inside it belongs to it. Work
   * that is done gives what it gave: its end waits for nothing, and where what it is recorded to
   * has ended meanwhile, that is logged.
   *
   * @return what the work returned
   * @throws X what the work threw
   * @throws dev.batchkit.error.InvalidValue if it has no nature or no code; the work is not done
   */
  <T, X extends Exception> T exec(UnaryOperator<ExecDraft> exec, ExecWork<T, X> work) throws X;

  /**
   * Runs a program, waits for its end, and records it as an exec with its command line, input,
   * output, errors and exit code. A program that ends with another code than 0 is no exception: the
   * result says so.
   *
   * @throws IOException if it cannot be started; recorded too
   * @throws InterruptedException if this thread is interrupted; the program and what it started are
   *     killed, and that is recorded
   * @throws dev.batchkit.error.InvalidValue if there is no command, or a part of it cannot be
   *     stored exactly; the program is not started
   */
  ProcessResult process(UnaryOperator<ProcessCommand> command)
      throws IOException, InterruptedException;

  /**
   * Runs a SQL statement on a connection of its own, and records it as an exec with its text and
   * what came of it; values that were bound are not recorded. Where the connection has autocommit
   * off, the statement is committed, or rolled back if it failed.
   *
   * @throws SQLException what the database threw; recorded too
   * @throws dev.batchkit.error.InvalidValue if there is no statement
   */
  SqlResult sql(DataSource source, UnaryOperator<SqlCommand> command) throws SQLException;

  /**
   * Checks the rows of a table in the file of the store, as they are committed, and records an
   * issue for each row and each rule that it breaks, in the order of the rules: with its rowid, the
   * column and the value.
   *
   * @param table its name
   * @return what was found
   * @throws dev.batchkit.error.InvalidValue if there is no such table, or it has no rowid
   * @throws dev.batchkit.error.UnsupportedByStore if the store has no SQL
   * @throws dev.batchkit.error.StoreFailed if the table cannot be read; what was found until then
   *     is recorded
   */
  CheckResult check(String table, UnaryOperator<TableCheck> rules);
}
