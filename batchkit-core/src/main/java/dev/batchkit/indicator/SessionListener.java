package dev.batchkit.indicator;

import dev.batchkit.session.Notice;

/**
 * Is told what sessions say of the data: alerts, failures, and that all is well again. Given under
 * a name when the kit is opened; what it is to be told is stored under that name with the session,
 * and stays stored until it was told, also by another process that gives a listener of this name.
 *
 * <p>Told at least once and in order: one thing after the other, never two at a time, by whoever
 * finds it first after a run, in {@code redeliver()} or in the next run. What it throws changes no
 * session and no batch: it is told the same again, before anything later.
 */
@FunctionalInterface
public interface SessionListener {
  /**
   * Is told something. No transaction is open. It returns when whatever it does with it is safe:
   * what was told is never told again.
   *
   * @throws Exception to be told again later
   */
  void told(Notice notice) throws Exception;

  /** A listener that writes a line to the log: WARN, or INFO where all is well. No record in it. */
  static SessionListener log() {
    return new LogListener();
  }
}
