package dev.batchkit.session;

import org.jspecify.annotations.Nullable;

/**
 * What a listener is told.
 *
 * @param id unique and ascending in the order in which it came up; the same when it is told again
 * @param session the session as it is now
 * @param verdict the verdict that is told
 * @param before the verdict of the indicator before that; null if it had none
 */
public record Notice(long id, Session session, Verdict verdict, @Nullable Verdict before) {}
