/** Batches as CSV files that people edit in a spreadsheet. */
module dev.batchkit.worksheet {
  requires transitive dev.batchkit.core;
  requires static transitive org.jspecify;
  requires de.siegmar.fastcsv;

  exports dev.batchkit.worksheet;
}
