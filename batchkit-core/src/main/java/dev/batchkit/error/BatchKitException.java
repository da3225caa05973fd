package dev.batchkit.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that batchkit throws. A message names the object, the rule and the way
 * out, and never holds the value of a row, a parameter or an option; each kind carries what a
 * program needs as fields.
 *
 * <p>Unless a kind says otherwise, nothing was changed by the call that threw it.
 */
public abstract sealed class BatchKitException extends RuntimeException
    permits BatchAlreadyExists,
        BatchBusy,
        BatchFrozen,
        BatchPurged,
        ClaimLost,
        ExecutionBlocked,
        HandlerFailed,
        InsideUnit,
        InvalidHandler,
        InvalidValue,
        MeasurementFailed,
        NoSuchBatch,
        NoSuchIndicator,
        NoSuchRow,
        NoSuchSession,
        OutcomeUnknown,
        RecordingEnded,
        StaleBatch,
        StaleRow,
        StoreBusy,
        StoreFailed,
        UnknownActor,
        UnknownType,
        UnsupportedByStore,
        WrongFile,
        WrongRowState,
        WrongState {
  private static final long serialVersionUID = 1L;

  BatchKitException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
