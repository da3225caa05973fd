package dev.batchkit.store;

import dev.batchkit.session.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes what listeners are to be told, and that they were told. */
public interface DeliveryWrites extends DeliveryReads {
  /**
   * Notes that a listener is to be told the verdict of a session, whose batch may be frozen.
   *
   * @throws dev.batchkit.error.StoreFailed if the session is not there
   */
  void add(long sessionId, String listener, Verdict verdict, @Nullable Verdict before, Instant at);

  /**
   * Gives the delivery to somebody who tries it, and counts the try.
   *
   * @param from who tried it before, as it was read; null for nobody
   * @return false, with nothing changed, if somebody else has it by now, or it was told
   */
  boolean claim(long deliveryId, @Nullable Long from, long owner);

  /**
   * Notes that the listener was told; nobody tries it any more. Does nothing if this owner has not
   * the delivery.
   */
  void delivered(long deliveryId, long owner, Instant at);

  /**
   * Notes that the listener threw; nobody tries it now. Does nothing if this owner has not the
   * delivery.
   *
   * @param error the class of what it threw
   */
  void failed(long deliveryId, long owner, String error, Instant at);
}
