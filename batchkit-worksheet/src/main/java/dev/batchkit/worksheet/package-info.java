/** Batches as CSV files that people edit in a spreadsheet. */
@NullMarked
package dev.batchkit.worksheet;

import org.jspecify.annotations.NullMarked;
