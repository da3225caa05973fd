package dev.batchkit.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  @Test
  void a() throws Exception {
    Path shots = Path.of("/tmp/shots4");
    Files.createDirectories(shots);
    Files.writeString(shots.resolve("load.html"), HtmlReport.page(Sessions.nightlyLoad().report()));
    Files.writeString(shots.resolve("good.html"), HtmlReport.page(Sessions.good().report()));
    Files.writeString(shots.resolve("mail.html"), HtmlReport.mail(Sessions.nightlyLoad().report()));
    Files.writeString(shots.resolve("load.md"), Sessions.nightlyLoad().report().markdown());
    Files.writeString(shots.resolve("load.txt"), Sessions.nightlyLoad().report().text());
    Files.writeString(shots.resolve("load.json"), Sessions.nightlyLoad().report().json().text());
    assertThat(shots).exists();
  }
}
