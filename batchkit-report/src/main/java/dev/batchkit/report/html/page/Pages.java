package dev.batchkit.report.html.page;

import dev.batchkit.report.IndicatorTree;
import dev.batchkit.report.SessionTree;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;
import java.util.function.Consumer;

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
    return render(out -> JtesessionGenerated.render(out, NO_INTERCEPTOR, tree, Chart.of(tree)));
  }

  /** A session as a mail. */
  public static String mail(SessionTree tree) {
    return render(out -> JtesessionmailGenerated.render(out, NO_INTERCEPTOR, tree));
  }

  /** The indicators of a batch as a page of its own. */
  public static String indicators(IndicatorTree tree) {
    return render(out -> JteindicatorsGenerated.render(out, NO_INTERCEPTOR, tree));
  }

  /** The indicators of a batch as a mail. */
  public static String mail(IndicatorTree tree) {
    return render(out -> JteindicatormailGenerated.render(out, NO_INTERCEPTOR, tree));
  }

  private static String render(Consumer<OwaspHtmlTemplateOutput> template) {
    StringOutput out = new StringOutput();
    template.accept(new OwaspHtmlTemplateOutput(out));
    return out.toString().strip() + "\n";
  }
}
