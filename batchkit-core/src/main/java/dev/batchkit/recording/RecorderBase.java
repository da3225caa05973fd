package dev.batchkit.recording;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.CheckResult;
import dev.batchkit.orchestration.ExecDraft;
import dev.batchkit.orchestration.ExecWork;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueDraft;
import dev.batchkit.orchestration.LogLine;
import dev.batchkit.orchestration.ProcessCommand;
import dev.batchkit.orchestration.ProcessResult;
import dev.batchkit.orchestration.Recorder;
import dev.batchkit.orchestration.SqlCommand;
import dev.batchkit.orchestration.SqlResult;
import dev.batchkit.orchestration.TableCheck;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What all recorders do alike. */
abstract class RecorderBase implements Recorder {
  private final SessionDesk desk;
  private final @Nullable RecorderBase within;
  private boolean ended;

  /**
   * A recorder of a session.
   *
   * @param within the one that it ends with; null for the session itself
   */
  RecorderBase(SessionDesk desk, @Nullable RecorderBase within) {
    this.desk = desk;
    this.within = within;
  }

  final SessionDesk desk() {
    return desk;
  }

  /** What it is, for messages. */
  abstract String name();

  /** The entry that it records to; null for none. */
  abstract @Nullable String entryId();

  /** The exec that it records to; null for none. */
  abstract @Nullable String execId();

  /** Under the lock of the desk. */
  final boolean hasEnded() {
    return ended || (within != null && within.hasEnded());
  }

  /** Under the lock of the desk. */
  final void setEnded(boolean isSo) {
    ended = isSo;
  }

  @Override
  public final LogLine log(String category, String content) {
    return RecordedLine.record(this, null, category, content);
  }

  /** What the elaboration of something that is recorded here says itself. */
  final Map<String, Object> own() {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("at", desk.at());
    if (execId() != null) {
      own.put("exec_id", execId());
    }
    return own;
  }

  @Override
  public final Issue issue(UnaryOperator<IssueDraft> issue) {
    IssueDraft draft = issue.apply(IssueDraft.EMPTY);
    Clean clean = desk.clean();
    String type = clean.text("type", draft.type());
    String message = clean.text("message", draft.message());
    String column = clean.orNull("column", draft.column());
    String invalidValue = clean.orNull("invalidValue", draft.invalidValue());
    String remediation = clean.orNull("remediation", draft.remediation());
    Map<String, Object> own = own();
    own.put("severity", draft.severity());
    Json more = draft.elaboration();
    Json elaboration = more == null ? Json.write(own) : clean.elaboration(own, more);
    return desk.record(
        this,
        () -> {
          Issue made =
              new Issue(
                  desk.newId(),
                  desk.sessionId(),
                  entryId(),
                  type,
                  message,
                  draft.row(),
                  column,
                  clean.under(column, invalidValue),
                  remediation,
                  elaboration);
          desk.add(
              made,
              SessionDesk.weight(
                  type, message, column, invalidValue, remediation, elaboration.text()));
          return made;
        });
  }

  @Override
  public final <T, X extends Exception> T exec(UnaryOperator<ExecDraft> exec, ExecWork<T, X> work)
      throws X {
    RecordedExec recorded = RecordedExec.begin(this, exec.apply(ExecDraft.EMPTY));
    T result;
    try {
      result = work.run(recorded);
    } catch (Throwable thrown) {
      recorded.failed(thrown);
      throw thrown;
    }
    recorded.end();
    return result;
  }

  @Override
  public final ProcessResult process(UnaryOperator<ProcessCommand> command)
      throws IOException, InterruptedException {
    ProcessRun run = new ProcessRun(command.apply(ProcessCommand.EMPTY));
    RecordedExec recorded = RecordedExec.begin(this, run.draft(desk.clean()));
    ProcessResult result;
    try {
      result = run.run();
    } catch (Throwable thrown) {
      recorded.failed(thrown);
      throw thrown;
    }
    run.describe(result, recorded);
    recorded.end();
    return result;
  }

  @Override
  public final SqlResult sql(DataSource source, UnaryOperator<SqlCommand> command)
      throws SQLException {
    SqlRun run = new SqlRun(command.apply(SqlCommand.EMPTY));
    RecordedExec recorded = RecordedExec.begin(this, run.draft());
    SqlResult result;
    try {
      result = run.run(source);
    } catch (Throwable thrown) {
      recorded.failed(thrown);
      throw thrown;
    }
    run.describe(result, recorded);
    recorded.end();
    return result;
  }

  @Override
  public final CheckResult check(String table, UnaryOperator<TableCheck> rules) {
    TableCheck check = rules.apply(TableCheck.EMPTY);
    return new TableRun(this, desk.commit().queue().store().dataSource(), table, check).run();
  }
}
