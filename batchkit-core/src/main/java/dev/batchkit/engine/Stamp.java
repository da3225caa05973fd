package dev.batchkit.engine;

import org.jspecify.annotations.Nullable;

/**
 * Who writes rows, when, and in which run.
 *
 * @param at UTC text
 * @param by the user; null for nobody
 * @param runId the run; null for a single edit
 */
record Stamp(String at, @Nullable Long by, @Nullable String runId) {}
