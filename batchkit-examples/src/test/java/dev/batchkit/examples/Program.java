package dev.batchkit.examples;

import dev.batchkit.examples.vendorprices.VendorPricesCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/** The program, run in this process. */
final class Program {
  private final StringWriter screen = new StringWriter();
  private int exitCode;

  private Program() {}

  /** Runs the program with these arguments to its end. */
  static Program run(Object... args) {
    Program program = new Program();
    PrintWriter writer = new PrintWriter(program.screen);
    List<String> words = new ArrayList<>();
    for (Object arg : args) {
      words.add(arg.toString());
    }
    program.exitCode =
        Examples.commands(new VendorPricesCommand())
            .setOut(writer)
            .setErr(writer)
            .execute(words.toArray(String[]::new));
    writer.flush();
    return program;
  }

  int exitCode() {
    return exitCode;
  }

  /** What it printed, errors included. */
  String output() {
    return screen.toString();
  }
}
