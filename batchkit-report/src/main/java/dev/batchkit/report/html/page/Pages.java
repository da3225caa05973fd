package dev.batchkit.report.html.page;

import dev.batchkit.report.SessionTree;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Renders the templates. */
public final class Pages {
  /** Templates are compiled without calls to it. */
  private static final HtmlInterceptor NO_INTERCEPTOR =
      new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(
            String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
      };

  private Pages() {}

  /** A session as a page of its own. */
  public static String session(SessionTree tree) {
    StringOutput out = new StringOutput();
    JtesessionGenerated.render(
        new OwaspHtmlTemplateOutput(out), NO_INTERCEPTOR, tree, Chart.of(tree));
    return out.toString().strip() + "\n";
  }

  /** A session as a mail. */
  public static String mail(SessionTree tree) {
    StringOutput out = new StringOutput();
    JtemailGenerated.render(new OwaspHtmlTemplateOutput(out), NO_INTERCEPTOR, tree);
    return out.toString().strip() + "\n";
  }
}
