package dev.batchkit.orchestration;

/**
 * What kind of thing an orchestration session is.
 *
 * @param id its key, such as {@code batchkit-execute}
 * @param label its name for people
 */
public record Nature(String id, String label) {}
