package dev.batchkit.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in a real browser. */
class BrowserTest {
  private static final String POLICY = "<meta http-equiv=\"Content-Security-Policy\"[^>]*>";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page",
        "page without its policy",
        "mail",
        "indicators",
        "indicators without their policy",
        "mail of indicators"
      })
  void nothing_in_a_hostile_session_is_executed_or_asked_for(String which) throws Exception {
    Browser browser = Browser.in(folder);
    try (Canary canary = new Canary()) {
      Path file = write(hostile(which));
      String dom =
          browser
              .with("--proxy-server=127.0.0.1:" + canary.port(), "--proxy-bypass-list=<-loopback>")
              .dom(file);
      String title = dom.substring(dom.indexOf("<title>") + 7, dom.indexOf("</title>"));
      assertThat(title)
          .matches("(?s).*(: Failed|, 3 are not measured yet)")
          .contains("document.title='owned'");
      assertThat(dom).doesNotContain("<script", "<img", "<b>bold", "<h1>owned");
      assertThat(canary.asked()).noneMatch(request -> request.contains("canary"));
    }
  }

  @Test
  void a_script_would_have_been_noticed() throws Exception {
    Browser browser = Browser.in(folder);
    try (Canary canary = new Canary()) {
      Path file =
          write(
              "<title>a</title><img src='http://canary.test/a.png'>"
                  + "<script>document.title='owned'</script>");
      String dom =
          browser
              .with("--proxy-server=127.0.0.1:" + canary.port(), "--proxy-bypass-list=<-loopback>")
              .dom(file);
      assertThat(dom).contains("<title>owned</title>");
      assertThat(canary.asked()).anyMatch(request -> request.contains("canary"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "load",
        "hostile",
        "endless",
        "huge",
        "mail",
        "indicators",
        "first indicators",
        "hostile indicators",
        "endless indicators",
        "mail of indicators",
        "mail of endless indicators"
      })
  void nothing_is_wider_than_a_phone(String which) throws Exception {
    Browser browser = Browser.in(folder).with("--allow-file-access-from-files");
    Path page = write(sample(which));
    Path frame = folder.resolve("frame.html");
    Files.writeString(
        frame,
        """
        <!DOCTYPE html><title>frame</title>
        <iframe src="%s" style="width:360px;height:800px;border:0"></iframe>
        <script>
        onload = () => {
          const page = document.querySelector('iframe').contentDocument;
          page.querySelectorAll('details').forEach(part => part.open = true);
          const wide = [...page.querySelectorAll('html, body, .card, .tile, td, pre, .inside, .pane, .trend')]
            .filter(part => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
            .map(part => part.tagName + '.' + part.className + ' ' + part.scrollWidth);
          document.title = 'wide: ' + wide.join(', ') + ';';
        };
        </script>
        """
            .formatted(page.getFileName()));
    assertThat(browser.dom(frame)).contains("<title>wide: ;</title>");
  }

  private static String hostile(String which) {
    String html =
        switch (which) {
          case "mail" -> HtmlReport.mail(Sessions.hostile().report());
          case "mail of indicators" -> HtmlReport.mail(HardGroups.hostile().report(3));
          default ->
              which.startsWith("indicators")
                  ? HtmlReport.page(HardGroups.hostile().report(3))
                  : HtmlReport.page(Sessions.hostile().report().withInvalidValues());
        };
    if (which.contains("without")) {
      assertThat(html).containsPattern(POLICY);
      return html.replaceFirst(POLICY, "");
    }
    return html;
  }

  private static String sample(String which) {
    return switch (which) {
      case "load" -> HtmlReport.page(Sessions.nightlyLoad().report());
      case "hostile" -> HtmlReport.page(Sessions.hostile().report().withInvalidValues());
      case "endless" -> HtmlReport.page(Sessions.endless().report().withInvalidValues());
      case "huge" -> HtmlReport.page(Sessions.huge().report().withInvalidValues());
      case "indicators" -> HtmlReport.page(Groups.nightly().report(Groups.BATCH));
      case "first indicators" -> HtmlReport.page(Groups.firstRun().report(1));
      case "hostile indicators" -> HtmlReport.page(HardGroups.hostile().report(3));
      case "endless indicators" -> HtmlReport.page(HardGroups.endless().report(3));
      case "mail of indicators" -> HtmlReport.mail(Groups.nightly().report(Groups.BATCH));
      case "mail of endless indicators" -> HtmlReport.mail(HardGroups.endless().report(3));
      default -> HtmlReport.mail(Sessions.endless().report());
    };
  }

  private Path write(String html) throws IOException {
    return Files.writeString(folder.resolve("page.html"), html);
  }

  /** Takes whatever is sent to it, and answers nothing. */
  private static final class Canary implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    Canary() throws IOException {
      Thread listener = new Thread(this::listen, "canary");
      listener.setDaemon(true);
      listener.start();
    }

    private void listen() {
      while (!socket.isClosed()) {
        try (Socket request = socket.accept()) {
          byte[] head = new byte[2000];
          int read = request.getInputStream().read(head);
          asked.add(new String(head, 0, Math.max(0, read), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
          // closed, or the browser went away
        }
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    Queue<String> asked() {
      return asked;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
