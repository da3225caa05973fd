/**
 * How indicators are measured: the built-in types, reading and joining datasets, and the handler of
 * batches of indicator groups.
 */
@NullMarked
package dev.batchkit.measuring;

import org.jspecify.annotations.NullMarked;
