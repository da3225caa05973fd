package dev.batchkit.testkit;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.store.Claim;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A header with what only the store knows of it.
 *
 * @param owner whose run holds it; null while none does
 * @param token how often it was claimed
 */
record Header(Batch batch, @Nullable Long groupId, @Nullable Long owner, long token) {

  Optional<Claim> claim() {
    Activity activity = batch.activity();
    return owner == null || activity == null
        ? Optional.empty()
        : Optional.of(new Claim(batch.id().value(), owner, token, activity));
  }

  boolean isHeldBy(Claim claim) {
    return owner != null && owner == claim.owner() && token == claim.token();
  }
}
