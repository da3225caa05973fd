package dev.batchkit.store;

import org.jspecify.annotations.Nullable;

/**
 * Who acts, as the store knows it.
 *
 * @param userId the id in {@code user}; null for nobody
 * @param groupId the id in {@code user_group}; null for none
 */
public record ActorIds(@Nullable Long userId, @Nullable Long groupId) {
  /** Nobody was named. */
  public static final ActorIds NOBODY = new ActorIds(null, null);
}
