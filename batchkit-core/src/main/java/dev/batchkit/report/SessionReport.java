package dev.batchkit.report;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.store.LedgerReads;

/**
 * One orchestration session for people: as it was when the report was made. All forms tell the same
 * and are bounded, however much was recorded; what is cut says so. Invalid values of issues are not
 * shown unless {@link #withInvalidValues} asks for them. Immutable.
 */
public final class SessionReport {
  private final LedgerReads ledger;
  private final SessionTree tree;

  private SessionReport(LedgerReads ledger, SessionTree tree) {
    this.ledger = ledger;
    this.tree = tree;
  }

  /**
   * Reads what belongs to a session.
   *
   * @param ledger where it is read; {@link #withInvalidValues} reads there again
   * @param session the session as it is to be shown; one that is about to end may come with its end
   *     before that is stored
   * @param state how far it is
   */
  public static SessionReport of(
      LedgerReads ledger, OrchestrationSession session, SessionState state) {
    return new SessionReport(ledger, new TreeReader(ledger, session, false).read(state));
  }

  /** This report with the invalid values of its issues; the session is read again. */
  public SessionReport withInvalidValues() {
    return new SessionReport(
        ledger, new TreeReader(ledger, tree.session(), true).read(tree.state()));
  }

  /** What the report is made of. */
  public SessionTree tree() {
    return tree;
  }

  /**
   * Markdown (GitHub's): facts as YAML front matter, contents, what failed, entries, one section
   * per exec, issues by type, log, timeline. No text of the session can break out of its place.
   */
  public String markdown() {
    return new MarkdownReport(tree).write();
  }

  /** The whole tree. */
  public Json json() {
    return JsonReport.of(tree);
  }

  /** Plain text for a terminal or a log: at most 40 lines of at most 100 columns. */
  public String text() {
    return new TextReport(tree).write();
  }
}
