package dev.batchkit.recording;

import dev.batchkit.error.BatchKitException;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.ExecDraft;
import dev.batchkit.orchestration.ExecRecording;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An exec that goes on. */
final class RecordedExec extends RecorderBase implements ExecRecording {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedExec.class);
  private final @Nullable String entryId;
  private final Map<String, Object> about = new LinkedHashMap<>();
  private Exec row;
  private volatile int status;
  private volatile @Nullable String output;
  private volatile @Nullable String error;
  private volatile @Nullable String narrative;

  private RecordedExec(RecorderBase within, Exec row) {
    super(within.desk(), within);
    this.entryId = within.entryId();
    this.row = row;
  }

  /** Records that an exec begins. */
  static RecordedExec begin(RecorderBase within, ExecDraft draft) {
    SessionDesk desk = within.desk();
    Clean clean = desk.clean();
    String nature = clean.text("nature", draft.nature());
    String code = clean.text("code", draft.code());
    String namespace = clean.orNull("namespace", draft.namespace());
    String identity = clean.orNull("identity", draft.identity());
    String input = clean.orNull("input", draft.input());
    return desk.record(
        within,
        () -> {
          String startedAt = desk.at();
          Exec row =
              new Exec(
                  desk.newId(),
                  desk.sessionId(),
                  within.entryId(),
                  within.execId(),
                  nature,
                  namespace,
                  identity,
                  code,
                  Exec.NOT_ENDED,
                  input,
                  null,
                  null,
                  null,
                  null,
                  Json.write(Map.of("started_at", startedAt)));
          RecordedExec exec = new RecordedExec(within, row);
          exec.about.put("started_at", startedAt);
          desk.add(row, SessionDesk.weight(nature, code, namespace, identity, input));
          return exec;
        });
  }

  @Override
  public String id() {
    return row.id();
  }

  @Override
  String name() {
    return "The exec " + id();
  }

  @Override
  @Nullable String entryId() {
    return entryId;
  }

  @Override
  String execId() {
    return row.id();
  }

  @Override
  public void output(String text) {
    desk().requireOpen(this);
    output = desk().clean().any("output", text);
  }

  /** What came of it, as it may be stored; also where it is too late. Null for nothing. */
  void came(int code, @Nullable String said, @Nullable String wrong) {
    status = code;
    output = said;
    error = wrong;
  }

  @Override
  public void narrative(String markdown) {
    desk().requireOpen(this);
    narrative = desk().clean().any("narrative", markdown);
  }

  @Override
  public void status(int code) {
    desk().requireOpen(this);
    status = code;
  }

  /** Says more about it; for the thread that runs it. */
  void about(String key, Object value) {
    about.put(key, value);
  }

  /** Records that it has failed; what it was thrown is told, whatever comes of that. */
  void failed(Throwable thrown) {
    try {
      status = status == 0 ? 1 : status;
      error = desk().clean().error(thrown).text();
      end();
    } catch (BatchKitException e) {
      thrown.addSuppressed(e);
    }
  }

  /** Records that it has ended; its work is done, so that this neither waits nor is refused. */
  void end() {
    synchronized (desk()) {
      if (hasEnded()) {
        LOG.warn("{} went on after what it belongs to had ended: its end is not recorded", name());
        return;
      }
      about.put("ended_at", desk().at());
      row = ended(desk().clean().elaboration(about, null));
      desk().add(row, true, SessionDesk.weight(row.output(), row.error()), why -> {});
      setEnded(true);
    }
  }

  private Exec ended(Json elaboration) {
    return new Exec(
        row.id(),
        row.sessionId(),
        row.entryId(),
        row.parentId(),
        row.nature(),
        row.namespace(),
        row.identity(),
        row.code(),
        Integer.toString(status),
        row.input(),
        error,
        output,
        null,
        narrative,
        elaboration);
  }
}
