package dev.batchkit;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Run;
import dev.batchkit.engine.Editing;
import dev.batchkit.engine.Engine;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchSession;
import dev.batchkit.json.Json;
import dev.batchkit.measuring.GroupBatch;
import dev.batchkit.measuring.Measurer;
import dev.batchkit.report.IndicatorReport;
import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.IndicatorDraft;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.session.LoadReport;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.store.IndicatorReads;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Indicators: data measured against thresholds. To measure a group is to execute a batch of the
 * built-in type {@code indicator-group}, which has a row and then a session for each indicator;
 * what holds for every batch holds for it. Safe for any number of threads.
 */
public final class Indicators {
  private final Engine engine;
  private final Measurer measurer;
  private final @Nullable Actor actor;

  Indicators(Engine engine, Measurer measurer, @Nullable Actor actor) {
    this.engine = engine;
    this.measurer = measurer;
    this.actor = actor;
  }

  /**
   * Defines an indicator in a group: makes both where they are not there, and changes the indicator
   * of this name if it is. Batches that are populated already keep the definition that they have.
   *
   * @throws dev.batchkit.error.InvalidValue if it could not be measured: all faults at once
   */
  public Indicator define(String group, UnaryOperator<IndicatorDraft> draft) {
    return define(group, draft.apply(IndicatorDraft.EMPTY).definition());
  }

  /** Defines an indicator as {@link #define(String, UnaryOperator)} does. */
  public Indicator define(String group, IndicatorDefinition definition) {
    return measurer.defining().define(group, definition, actor);
  }

  /**
   * Loads a file of definitions, all of it or nothing: {@code {"groups": [{"name": ...,
   * "indicators": [...]}]}}, each indicator as {@link IndicatorDefinition}. Loading the same again
   * changes nothing. An active indicator of one of these groups that does not stand in the file is
   * deactivated.
   *
   * @throws dev.batchkit.error.InvalidValue if anything in it could not be measured: all faults of
   *     the file at once, each with its path
   */
  public LoadReport load(Json definitions) {
    return measurer.defining().load(definitions, actor);
  }

  /**
   * Has an indicator be measured with its group.
   *
   * @throws dev.batchkit.error.NoSuchIndicator if there is none of this name
   */
  public Indicator activate(String name) {
    return measurer.defining().activate(name, true);
  }

  /**
   * Has an indicator not be measured with its group. What it measured stays.
   *
   * @throws dev.batchkit.error.NoSuchIndicator if there is none of this name
   */
  public Indicator deactivate(String name) {
    return measurer.defining().activate(name, false);
  }

  /** The indicator of this name, whatever its case. */
  public Optional<Indicator> find(String name) {
    return reads().indicator(name);
  }

  /**
   * A page of groups, by ascending id.
   *
   * @param after the last one of the page before; null for the first page
   * @param limit at most so many; 1 to 10,000
   * @throws dev.batchkit.error.InvalidValue if the limit is outside
   */
  public List<IndicatorGroup> groups(@Nullable IndicatorGroup after, int limit) {
    Measurements.requireLimit(limit);
    return reads().groups(after == null ? 0 : after.id(), limit);
  }

  /** The indicators of a group, by order; none if there is no such group. */
  public List<Indicator> inGroup(String group) {
    return reads().group(group).map(one -> reads().indicators(one.id())).orElse(List.of());
  }

  private IndicatorReads reads() {
    return measurer.defining().reads();
  }

  /** Measures the active indicators of a group. */
  public Run measure(String group) {
    return measure(group, options -> options);
  }

  /**
   * Measures indicators of a group: creates a batch, populates it with their definitions as they
   * are now, and executes it. Indicators of one order are measured at the same time, lower orders
   * first. Each session is stored as soon as it is measured; what is measured when the process dies
   * is not measured again by {@link #resume}. When it is over, listeners are told.
   *
   * <p>The run succeeds if everything could be measured, whatever came out; it fails, and so does
   * its batch, if something could not.
   *
   * @return the run; its sessions are those of its batch
   * @throws dev.batchkit.error.NoSuchIndicator if there is no such group, or nothing in it to
   *     measure; no batch is created
   * @throws dev.batchkit.error.InvalidValue if one that is named is not in the group, or not
   *     active; or if a key is given whose batch measures others
   * @throws dev.batchkit.error.BatchFrozen if a key is given whose batch is measured
   * @throws dev.batchkit.error.BatchBusy if a key is given whose batch is being measured
   */
  public Run measure(String group, UnaryOperator<MeasureOptions> options) {
    MeasureOptions o = options.apply(MeasureOptions.defaults());
    Batch batch = create(new GroupBatch(group, o.only()), o);
    long id = batch.id().value();
    if (batch.populatedAt() == null) {
      Run unused = engine.populating().populate(id, Measurer.BATCH_TYPE, actor, false);
    }
    return execute(batch.id(), o.execute());
  }

  private Batch create(GroupBatch params, MeasureOptions options) {
    String given = options.description();
    String key = options.key() == null ? null : params.group() + "/" + options.key();
    Json json = Json.write(params);
    Batch batch =
        engine.create(
            new Engine.NewDraft(
                Measurer.BATCH_TYPE,
                key,
                given == null ? params.group() : given,
                null,
                json,
                Measurer.columns(),
                measurer.requireGroup(params)),
            actor,
            key != null);
    if (!json.equals(batch.params())) {
      String fault = "only: is not what " + batch.name() + " measures, which has this key";
      throw new InvalidValue(
          "The group cannot be measured so: " + fault + ". Choose another key, or resume it.",
          List.of(fault),
          null);
    }
    return batch;
  }

  /** Measures what is left of a batch, as {@link #resume(BatchId, UnaryOperator)} does. */
  public Run resume(BatchId id) {
    return resume(id, options -> options);
  }

  /**
   * Measures what of a batch is not measured yet, could not be, or was cancelled, by the
   * definitions that the batch has. What was measured stays as it is.
   *
   * @throws dev.batchkit.error.BatchFrozen if everything in it was measured
   * @throws dev.batchkit.error.BatchBusy if another run holds it
   * @throws dev.batchkit.error.NoSuchBatch if there is no such batch of indicators
   */
  public Run resume(BatchId id, UnaryOperator<ExecuteOptions> options) {
    return execute(id, options.apply(MeasureOptions.executeDefaults()));
  }

  private Run execute(BatchId id, ExecuteOptions options) {
    return engine
        .executions()
        .execute(new Editing.Target(id.value(), Measurer.BATCH_TYPE, actor), options);
  }

  /**
   * Asks the run that measures a batch to stop, in whatever process it is: its queries are
   * cancelled, what was measured stays.
   *
   * @throws dev.batchkit.error.WrongState if no run holds the batch
   */
  public Run cancel(BatchId id) {
    return engine.cancel(id.value(), Measurer.BATCH_TYPE, actor);
  }

  /**
   * Asks the run that measures a batch to stop measuring one indicator, in whatever process it is:
   * its queries are cancelled, and its session ends Killed. The others go on; the batch ends
   * Failed, and to resume it is to measure this one.
   *
   * @throws dev.batchkit.error.NoSuchIndicator if there is none of this name
   * @throws dev.batchkit.error.WrongState if no run holds the batch
   */
  public void cancel(BatchId id, String indicator) {
    measurer.cancel(engine.reading().get(id.value(), Measurer.BATCH_TYPE), indicator, actor);
  }

  /** All sessions, to be narrowed and read page by page, or counted. */
  public Measurements sessions() {
    return new Measurements(engine.store());
  }

  /**
   * The session with this id.
   *
   * @throws NoSuchSession if there is none
   */
  public Session session(long sessionId) {
    return engine
        .store()
        .sessions()
        .find(sessionId)
        .orElseThrow(
            () ->
                new NoSuchSession(
                    "There is no session " + sessionId + ". Its batch may have been purged.",
                    sessionId));
  }

  /**
   * A page of the records that were kept with a session, in the order of its dataset.
   *
   * @param alertsOnly only those that alert
   * @param after the last one of the page before; null for the first page
   * @param limit at most so many; 1 to 10,000
   * @throws dev.batchkit.error.InvalidValue if the limit is outside
   */
  public List<SessionRecord> records(
      long sessionId, boolean alertsOnly, @Nullable SessionRecord after, int limit) {
    Measurements.requireLimit(limit);
    return engine
        .store()
        .sessions()
        .records(sessionId, alertsOnly, after == null ? 0 : after.sequence(), limit);
  }

  /**
   * A page of batches of indicator groups with what their sessions say, newest first.
   *
   * @param group only of this group; null for any
   * @param after the last one of the page before; null for the first page
   * @param limit at most so many; 1 to 10,000
   * @throws dev.batchkit.error.InvalidValue if the limit is outside
   */
  public List<BatchSummary> batches(
      @Nullable IndicatorGroup group, @Nullable BatchSummary after, int limit) {
    Measurements.requireLimit(limit);
    return engine
        .store()
        .sessions()
        .batches(
            group == null ? null : group.id(),
            after == null ? Long.MAX_VALUE : after.batchId().value(),
            limit);
  }

  /**
   * What the indicators of a batch say, for people; bounded, however much was measured.
   *
   * @throws dev.batchkit.error.NoSuchBatch if there is no such batch of indicators
   * @throws dev.batchkit.error.BatchPurged if it was purged
   */
  public IndicatorReport report(BatchId id) {
    Batch batch = engine.reading().get(id.value(), Measurer.BATCH_TYPE);
    return IndicatorReport.of(engine.store(), batch.id().value());
  }

  /**
   * Tells the listeners of this kit what they were not told yet, because they threw or because the
   * process died. Done after every run too.
   *
   * @return how many things were told
   */
  public int redeliver() {
    return measurer.tell();
  }
}
