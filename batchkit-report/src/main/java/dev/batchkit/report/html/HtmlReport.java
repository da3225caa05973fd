package dev.batchkit.report.html;

import dev.batchkit.report.IndicatorReport;
import dev.batchkit.report.SessionReport;
import dev.batchkit.report.html.page.Pages;

/**
 * Sessions and batches of indicators as HTML. Whatever its texts hold, nothing in them is taken for
 * markup.
 */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * One page that needs nothing else: no script, no file, no network. It can be read on a phone and
   * in print, in light and dark.
   */
  public static String page(SessionReport report) {
    return Pages.session(report.tree());
  }

  /**
   * The body of a mail: tables and inline style only, less than 90 KB in UTF-8 whatever the session
   * holds; what there is no room for is counted. Invalid values are never in it.
   */
  public static String mail(SessionReport report) {
    return Pages.mail(report.tree());
  }

  /**
   * What the indicators of a batch say: one page like that of a session. Values of records that
   * alert, and the queries by which indicators were measured, are in it.
   */
  public static String page(IndicatorReport report) {
    return Pages.indicators(report.tree());
  }

  /**
   * What the indicators of a batch say, as the body of a mail: like that of a session. Values of
   * records that alert are in it, queries are not.
   */
  public static String mail(IndicatorReport report) {
    return Pages.mail(report.tree());
  }
}
