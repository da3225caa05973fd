package dev.batchkit.examples.pipeline;

import java.io.IOException;

/** A file that no line of can be read; why is on record as issues. */
final class UnusableFile extends IOException {
  private static final long serialVersionUID = 1L;

  UnusableFile(String message) {
    super(message);
  }
}
