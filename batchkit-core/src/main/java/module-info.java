/**
 * Batches that people can review, that execute exactly once, survive a kill, and stay on record.
 */
module dev.batchkit.core {
  requires transitive java.sql;
  requires static transitive org.jspecify;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires org.slf4j;

  exports dev.batchkit;
  exports dev.batchkit.error;
  exports dev.batchkit.json;
  exports dev.batchkit.batch;
  exports dev.batchkit.session;
  exports dev.batchkit.orchestration;
  exports dev.batchkit.store;
  exports dev.batchkit.spi;
  exports dev.batchkit.indicator;
  exports dev.batchkit.report;

  uses dev.batchkit.spi.BatchHandler;
  uses dev.batchkit.indicator.IndicatorType;
}
