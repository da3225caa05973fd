package dev.batchkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every piece of Java in the documents is a part of a class here, which is compiled and run. */
class ShownCodeTest {
  private static final Path SOURCES = Path.of("src/test/java/dev/batchkit/examples");
  private static final String MARK = "<!-- code: ";
  private static final String FENCE = "```java";

  static Stream<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("../README.md")));
    try (Stream<Path> docs = Files.walk(Path.of("../docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    return documents.stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyPieceOfJavaInADocumentIsCodeThatRunsHere(Path document) throws IOException {
    List<String> lines = Files.readAllLines(document);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals(FENCE)) {
        String mark = i == 0 ? "" : lines.get(i - 1);
        assertThat(mark).as("the line before line %d of %s", i + 1, document).startsWith(MARK);
        int end = i + lines.subList(i, lines.size()).indexOf("```");
        String name = mark.substring(MARK.length(), mark.indexOf(" -->"));
        assertThat(lines.subList(i + 1, end))
            .as("line %d of %s", i + 1, document)
            .isEqualTo(region(name));
      }
    }
  }

  /** What stands in a class, or in a named part of it, between {@code shown:begin} and the end. */
  private static List<String> region(String name) throws IOException {
    String[] parts = name.split("#", 2);
    String part = parts.length == 1 ? "" : " " + parts[1];
    List<String> lines = Files.readAllLines(SOURCES.resolve(parts[0] + ".java"));
    int begin = place(lines, "// shown:begin" + part, 0);
    int end = place(lines, "// shown:end", begin);
    return String.join("\n", lines.subList(begin + 1, end))
        .stripTrailing()
        .stripIndent()
        .lines()
        .toList();
  }

  private static int place(List<String> lines, String mark, int from) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(mark)) {
        return i;
      }
    }
    throw new AssertionError("there is no line " + mark);
  }
}
