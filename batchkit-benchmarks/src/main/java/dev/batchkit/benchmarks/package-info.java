/** batchkit beside hand-written JDBC that leaves the same tables behind. */
@NullMarked
package dev.batchkit.benchmarks;

import org.jspecify.annotations.NullMarked;
