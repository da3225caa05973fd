package dev.batchkit.session;

import dev.batchkit.json.Defaulted;
import dev.batchkit.json.Json;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator measures, and when that is alarming. Immutable; the same in a definition file,
 * in the database and in the snapshot of a session. What is null takes its default, so that no
 * component but {@code description, source, target, warnWhen} and {@code keep} is ever null.
 *
 * @param name unique among all indicators, whatever its case
 * @param description for people; null for none
 * @param type the key of its type, such as {@code completeness}
 * @param order indicators of one order are measured at the same time, lower orders first; 0
 * @param active whether it is measured with its group; true
 * @param source where its records come from; null if the type has no source
 * @param target what they are compared with, or what is measured; null if the type has no target
 * @param key the columns that tell records apart, by name; none, for a dataset of one record
 * @param measures the columns that are measured, by name
 * @param alertWhen if this is true of a record, it alerts
 * @param warnWhen if this is true of a record that does not alert, it warns; null for never
 * @param alertAbove the session alerts when more records do; {@link Tolerance#NONE}
 * @param warnAbove the session warns when more records alert or warn; {@link Tolerance#NONE}
 * @param treat what becomes of records that cannot be compared; {@link Treatments#DEFAULT}
 * @param timeLimit how long one try may take before its queries are stopped; 10 minutes
 * @param retries how often it is tried again after a failure, in the same run; 0
 * @param retryAfter how long it waits before that; 1 second
 * @param keep which records are kept; null for what the type keeps by default
 * @param zone in which times without a zone are read; UTC
 * @param sorted whether the queries give their records in ascending order of the key already, so
 *     that they need not be sorted; the measurement fails where they do not. false
 * @param parameters what else the type needs, as an object; empty
 */
public record IndicatorDefinition(
    String name,
    @Nullable String description,
    String type,
    @Defaulted Integer order,
    @Defaulted Boolean active,
    @Nullable DataSet source,
    @Nullable DataSet target,
    @Defaulted List<String> key,
    @Defaulted List<String> measures,
    AlertCondition alertWhen,
    @Nullable AlertCondition warnWhen,
    @Defaulted Tolerance alertAbove,
    @Defaulted Tolerance warnAbove,
    @Defaulted Treatments treat,
    @Defaulted Duration timeLimit,
    @Defaulted Integer retries,
    @Defaulted Duration retryAfter,
    @Nullable KeepRecords keep,
    @Defaulted ZoneId zone,
    @Defaulted Boolean sorted,
    @Defaulted Json parameters) {
  /** The default time limit. */
  public static final Duration TIME_LIMIT = Duration.ofMinutes(10);

  /** How long a retry waits by default. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** The default zone. */
  public static final ZoneId ZONE = ZoneOffset.UTC;

  /** No parameters. */
  public static final Json NO_PARAMETERS = Json.of("{}");

  /** Takes the defaults for what is null. */
  public IndicatorDefinition {
    order = Objects.requireNonNullElse(order, 0);
    active = Objects.requireNonNullElse(active, true);
    key = List.copyOf(Objects.requireNonNullElse(key, List.of()));
    measures = List.copyOf(Objects.requireNonNullElse(measures, List.of()));
    alertAbove = Objects.requireNonNullElse(alertAbove, Tolerance.NONE);
    warnAbove = Objects.requireNonNullElse(warnAbove, Tolerance.NONE);
    treat = Objects.requireNonNullElse(treat, Treatments.DEFAULT);
    timeLimit = Objects.requireNonNullElse(timeLimit, TIME_LIMIT);
    retries = Objects.requireNonNullElse(retries, 0);
    retryAfter = Objects.requireNonNullElse(retryAfter, RETRY_AFTER);
    zone = Objects.requireNonNullElse(zone, ZONE);
    sorted = Objects.requireNonNullElse(sorted, false);
    parameters = Objects.requireNonNullElse(parameters, NO_PARAMETERS);
  }
}
