package dev.batchkit.report.html.page;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.report.ExecNode;
import dev.batchkit.report.SessionTree;
import dev.batchkit.report.Shown;
import dev.batchkit.session.DataSet;
import dev.batchkit.session.IndicatorDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of several lines with a title.
 *
 * @param title its title
 * @param tone {@code bad} for what an error said; null for all else
 * @param text its lines
 */
record Block(String title, @Nullable String tone, String text) {
  /** What ran, what went in and what came out. */
  static List<Block> of(ExecNode node) {
    Exec exec = node.exec();
    List<Block> blocks = new ArrayList<>();
    add(blocks, "What ran", null, exec.code());
    add(blocks, "Input", null, exec.input());
    add(blocks, "Output", null, exec.output());
    add(blocks, "Error", "bad", node.error());
    add(blocks, "Narrative", null, exec.narrative());
    return blocks;
  }

  /** What the session was called with, and what came of it. */
  static List<Block> of(SessionTree tree) {
    OrchestrationSession session = tree.session();
    List<Block> blocks = new ArrayList<>();
    add(blocks, "Arguments", null, lines(session.args()));
    add(blocks, "Diagnostics", null, lines(session.diagnostics()));
    add(blocks, "Device", null, tree.device() == null ? null : lines(tree.device().sysinfo()));
    return blocks;
  }

  /** What an indicator was measured by. */
  static List<Block> of(IndicatorDefinition definition) {
    List<Block> blocks = new ArrayList<>();
    add(blocks, "Source", definition.source());
    add(blocks, "Target", definition.target());
    if (!definition.parameters().text().equals("{}")) {
      add(blocks, "Parameters", null, lines(definition.parameters()));
    }
    return blocks;
  }

  private static void add(List<Block> blocks, String side, @Nullable DataSet dataset) {
    if (dataset != null) {
      String query = dataset.query() == null ? "Records of a program" : dataset.query();
      add(blocks, side + ": " + Shown.line(dataset.data(), 100), null, query);
    }
  }

  private static @Nullable String lines(@Nullable Json json) {
    return json == null ? null : JsonLines.of(json);
  }

  private static void add(
      List<Block> blocks, String title, @Nullable String tone, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      blocks.add(new Block(title, tone, Shown.block(text)));
    }
  }
}
