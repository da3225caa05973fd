/** For tests of batches, and for tests of stores; the store in memory needs no test framework. */
module dev.batchkit.testkit {
  requires transitive dev.batchkit.core;
  requires static transitive org.jspecify;
  requires static org.assertj.core;
  requires static org.junit.jupiter.api;

  exports dev.batchkit.testkit;
  exports dev.batchkit.testkit.contract;
  exports dev.batchkit.testkit.contract.model;

  opens dev.batchkit.testkit.contract;
  opens dev.batchkit.testkit.contract.model;
}
