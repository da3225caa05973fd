package dev.batchkit.examples.vendorprices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program asks before it executes, and what becomes of the answers. */
class PriceImportTest {
  @TempDir Path folder;

  private final StringWriter output = new StringWriter();
  private final List<String> questions = new ArrayList<>();
  private PriceList list;

  @BeforeEach
  void write() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("list.csv"),
            "SKU,Name,Price\nA1,Saw,5\nA2,Pan,6\nA2,Pan,7\nA3,Pot,oops\n");
    String source = PriceSource.file(file);
    var content = PriceSource.fingerprint(source);
    list =
        new PriceList(
            source, content.sha256(), content.lines(), "UTF-8", "SKU", "Name", "Price", 50);
  }

  @Test
  void says_what_to_do_where_nobody_can_answer() throws Exception {
    assertThat(run(Optional.empty())).isEqualTo(1);
    assertThat(output.toString()).contains("there is no terminal to ask", "--yes");
    assertThat(questions).containsExactly("Execute, leaving out 2 rows with errors? [y/N] ");
  }

  @Test
  void goes_on_with_a_batch_that_was_not_confirmed() throws Exception {
    assertThat(run(Optional.of(false))).isEqualTo(1);
    assertThat(output.toString()).contains("Batch      1, new", "Nothing is executed");
    assertThat(run(Optional.of(true))).isZero();
    assertThat(output.toString())
        .contains("Batch      1, created", "refreshed", "2 rows, 2 of them", "execute 1");
  }

  @Test
  void a_folder_that_is_not_there_is_named() {
    Path nowhere = folder.resolve("nowhere").resolve("prices.db");
    assertThatThrownBy(() -> importInto(nowhere)).hasMessageContaining("nowhere");
  }

  private int run(Optional<Boolean> answer) throws Exception {
    return new PriceImport(screen(answer), folder.resolve("prices.db"), false, new Review())
        .run(list);
  }

  private int importInto(Path database) throws Exception {
    return new PriceImport(screen(Optional.empty()), database, true, new Review()).run(list);
  }

  private Screen screen(Optional<Boolean> answer) {
    return new Screen(
        new PrintWriter(output),
        text -> {
          questions.add(text);
          return answer.map(yes -> yes ? "y" : "n");
        },
        false);
  }
}
