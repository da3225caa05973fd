package dev.batchkit.testkit;

import java.util.Optional;

/** Users, or groups: ids by name, the case of ASCII letters ignored as SQLite's NOCASE does. */
record Names(Tree<String, Long> ids, long last) {
  static final Names NONE = new Names(Tree.empty(), 0);

  Optional<Long> find(String name) {
    return Optional.ofNullable(ids.get(folded(name)));
  }

  boolean has(long id) {
    return id >= 1 && id <= last;
  }

  /** These and one more, whose id is {@link #last}. */
  Names with(String name) {
    return new Names(ids.with(folded(name), last + 1), last + 1);
  }

  static String folded(String name) {
    StringBuilder folded = new StringBuilder(name);
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(i, (char) (c + 'a' - 'A'));
      }
    }
    return folded.toString();
  }
}
