package dev.batchkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.orchestration.Exec;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NestingTest {
  @Test
  void itemsStandBelowTheirParents() {
    assertThat(nested(exec("a", null), exec("b", "a"), exec("c", "b"), exec("d", "a")))
        .isEqualTo("a(b(c)d)");
  }

  @Test
  void anItemThatIsItsOwnParentIsARoot() {
    assertThat(nested(exec("a", "a"), exec("b", "a"))).isEqualTo("a(b)");
  }

  @Test
  void aCircleIsBrokenWhereItBegins() {
    assertThat(nested(exec("a", "b"), exec("b", "a"))).isEqualTo("a(b)");
  }

  @Test
  void anItemWhoseParentIsNotThereOrComesLaterIsARoot() {
    assertThat(nested(exec("a", "x"), exec("b", "c"), exec("c", null))).isEqualTo("abc");
  }

  private static Exec exec(String id, @Nullable String parent) {
    return new Exec(
        id, "s", null, parent, "shell", null, id, "true", "0", null, null, null, null, null, null);
  }

  private static String nested(Exec... execs) {
    return text(Nesting.execs(List.of(execs)));
  }

  private static String text(List<ExecNode> nodes) {
    return nodes.stream()
        .map(
            node ->
                node.exec().id()
                    + (node.children().isEmpty() ? "" : "(" + text(node.children()) + ")"))
        .collect(Collectors.joining());
  }
}
