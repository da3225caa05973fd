/** What a caller reads and asks for: batches, rows, problems, runs, and the queries over them. */
@NullMarked
package dev.batchkit.batch;

import org.jspecify.annotations.NullMarked;
