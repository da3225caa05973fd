/**
 * What tests of batches need and no program should ship: a store in memory that keeps the rules of
 * the real one, a clock that stands still, ids that repeat.
 */
@NullMarked
package dev.batchkit.testkit;

import org.jspecify.annotations.NullMarked;
