package dev.batchkit.recording;

import dev.batchkit.error.BatchKitException;
import java.util.function.Consumer;

/**
 * Something that was recorded and is to be stored.
 *
 * @param row a row of the ledger
 * @param isEnd whether it is an exec that has ended, whose row is there
 * @param weight about how much memory it takes, in characters
 * @param at when it was recorded, by {@link System#nanoTime}
 * @param refused is told if the store refuses it
 */
record LedgerEvent(
    Object row, boolean isEnd, long weight, long at, Consumer<BatchKitException> refused) {}
