package dev.batchkit;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Column;
import dev.batchkit.engine.Engine.NewDraft;
import dev.batchkit.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a new batch is to be. Immutable: every method gives a new one. */
public final class BatchDraft {
  private final NewDraft draft;

  private BatchDraft(NewDraft draft) {
    this.draft = draft;
  }

  static BatchDraft of(@Nullable String type) {
    return new BatchDraft(new NewDraft(type, null, null, null, null, List.of()));
  }

  static BatchDraft like(Batch batch) {
    return new BatchDraft(NewDraft.like(batch));
  }

  NewDraft toEngine() {
    return draft;
  }

  /** Names the type by its key, where the door to the batches is not typed. */
  public BatchDraft type(String type) {
    return new BatchDraft(
        new NewDraft(
            type,
            draft.key(),
            draft.description(),
            draft.notes(),
            draft.params(),
            draft.columns(),
            draft.indicatorGroupId()));
  }

  /**
   * Names what identifies the batch within its type, such as a date or the hash of a file; at most
   * 200 characters.
   */
  public BatchDraft key(String key) {
    return new BatchDraft(
        new NewDraft(
            draft.type(),
            key,
            draft.description(),
            draft.notes(),
            draft.params(),
            draft.columns(),
            draft.indicatorGroupId()));
  }

  /** Says what it is, in a line. */
  public BatchDraft description(String description) {
    return new BatchDraft(
        new NewDraft(
            draft.type(),
            draft.key(),
            description,
            draft.notes(),
            draft.params(),
            draft.columns(),
            draft.indicatorGroupId()));
  }

  /** Says more about it. */
  public BatchDraft notes(String notes) {
    return new BatchDraft(
        new NewDraft(
            draft.type(),
            draft.key(),
            draft.description(),
            notes,
            draft.params(),
            draft.columns(),
            draft.indicatorGroupId()));
  }

  /**
   * Gives its parameters as a record.
   *
   * @throws dev.batchkit.error.InvalidValue if something in it has no JSON form
   */
  public BatchDraft params(Record params) {
    return params(Json.write(params));
  }

  /** Gives its parameters as JSON. */
  public BatchDraft params(Json params) {
    return new BatchDraft(
        new NewDraft(
            draft.type(),
            draft.key(),
            draft.description(),
            draft.notes(),
            params,
            draft.columns(),
            draft.indicatorGroupId()));
  }

  /** Names the columns of a batch of a dynamic type. */
  public BatchDraft columns(Column... columns) {
    return new BatchDraft(
        new NewDraft(
            draft.type(),
            draft.key(),
            draft.description(),
            draft.notes(),
            draft.params(),
            List.of(columns),
            draft.indicatorGroupId()));
  }
}
