/** Reports as HTML pages and mails. */
module dev.batchkit.report {
  requires transitive dev.batchkit.core;
  requires static transitive org.jspecify;
  requires gg.jte.runtime;

  exports dev.batchkit.report.html;
}
