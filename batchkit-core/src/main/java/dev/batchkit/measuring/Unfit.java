package dev.batchkit.measuring;

/** A value is none that a dataset can have; says why, after "holds". Never leaves this package. */
final class Unfit extends Exception {
  private static final long serialVersionUID = 1L;

  private final String what;

  private Unfit(String what) {
    super(what, null, false, false);
    this.what = what;
  }

  static Unfit of(Object value) {
    return new Unfit("a " + value.getClass().getName() + ", which cannot be measured");
  }

  static Unfit tooLong() {
    return new Unfit("a value of more than " + Normal.LONGEST + " characters");
  }

  /** What the column holds. */
  String what() {
    return what;
  }
}
