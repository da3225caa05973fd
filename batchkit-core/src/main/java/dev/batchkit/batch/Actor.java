package dev.batchkit.batch;

import dev.batchkit.error.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who acts. An actor by e-mail is found in {@code user}, ignoring case, or inserted when it first
 * acts; an actor by id must be there.
 *
 * @param id the id in {@code user}; null for an actor by e-mail
 * @param email the e-mail; null for an actor by id
 * @param group the name in {@code user_group}; null for none
 */
public record Actor(@Nullable Long id, @Nullable String email, @Nullable String group) {
  /**
   * Checks that there is one of id and e-mail.
   *
   * @throws InvalidValue if there is none, or both
   */
  public Actor {
    if ((id == null) == (email == null) || (email != null && email.isBlank())) {
      throw new InvalidValue(
          "An actor is named by an e-mail or by an id.", List.of("actor: needs one of both"), null);
    }
  }

  /** An actor by e-mail. */
  public static Actor of(String email) {
    return new Actor(null, email, null);
  }

  /** An actor by e-mail, who acts for a group. */
  public static Actor of(String email, String group) {
    return new Actor(null, email, group);
  }

  /** An actor who must exist. */
  public static Actor ofId(long id) {
    return new Actor(id, null, null);
  }
}
