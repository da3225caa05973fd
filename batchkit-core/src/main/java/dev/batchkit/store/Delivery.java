package dev.batchkit.store;

import dev.batchkit.session.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Something that a listener is to be told and was not told yet.
 *
 * @param id ascending in the order in which it came up, never used again
 * @param sessionId the session
 * @param listener the name of the listener
 * @param verdict what is told
 * @param before the verdict of the indicator before that; null if it had none
 * @param attempts how often it was tried
 * @param owner the open store that tries it now; null for none
 */
public record Delivery(
    long id,
    long sessionId,
    String listener,
    Verdict verdict,
    @Nullable Verdict before,
    int attempts,
    @Nullable Long owner) {}
