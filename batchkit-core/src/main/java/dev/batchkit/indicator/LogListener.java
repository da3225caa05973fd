package dev.batchkit.indicator;

import dev.batchkit.session.Notice;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.session.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the log. */
final class LogListener implements SessionListener {
  private static final Logger LOG = LoggerFactory.getLogger(SessionListener.class);

  @Override
  public void told(Notice notice) {
    if (notice.verdict() == Verdict.OK || notice.verdict() == Verdict.NO_DATA) {
      LOG.info("{}", line(notice));
    } else {
      LOG.warn("{}", line(notice));
    }
  }

  private static String line(Notice notice) {
    Session session = notice.session();
    RecordCounts counts = session.counts();
    String before = notice.before() == null ? "" : ", before " + notice.before();
    String records =
        counts == null ? "" : ": " + counts.alerts() + " of " + counts.records() + " records alert";
    return session.name()
        + " of batch "
        + session.batchId()
        + " says "
        + notice.verdict()
        + before
        + records;
  }
}
