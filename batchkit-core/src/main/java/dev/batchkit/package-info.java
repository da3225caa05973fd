/**
 * Batches that people can review and edit, that execute exactly once, survive a kill at any moment,
 * and stay on record.
 *
 * <p>{@link dev.batchkit.BatchKit} is the entry. What a caller reads is in {@code batch}, what a
 * handler's author sees in {@code spi}, what a store must do in {@code store}, and every refusal in
 * {@code error}.
 *
 * <p>It does not schedule, does not distribute work over hosts, and has no user interface.
 */
@NullMarked
package dev.batchkit;

import org.jspecify.annotations.NullMarked;
