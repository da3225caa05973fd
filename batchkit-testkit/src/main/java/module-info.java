/** For tests of batches, and for tests of stores; the store in memory needs no test framework. */
module dev.batchkit.testkit {
  requires transitive dev.batchkit.core;
  requires static transitive org.jspecify;

  exports dev.batchkit.testkit;
}
