package dev.batchkit.recording;

/** The names of states: a word, and the step in parentheses. */
final class States {
  /** The step that an entry begins and ends with. */
  static final String INGEST = "ingest";

  private States() {}

  static String in(String word, String step) {
    return word + "(" + step + ")";
  }

  static boolean is(String word, String state) {
    return state.startsWith(word + "(");
  }

  /** Whether it says that something went wrong. */
  static boolean isBad(String state) {
    return is("ERROR", state) || is("INTERRUPTED", state);
  }

  /**
   * The state of what is left in a state: interrupted in its step, or in this one if it has none.
   */
  static String interrupted(String state, String otherwise) {
    int open = state.indexOf('(');
    boolean hasStep = open > 0 && state.endsWith(")");
    return in("INTERRUPTED", hasStep ? state.substring(open + 1, state.length() - 1) : otherwise);
  }
}
