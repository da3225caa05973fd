/**
 * One orchestration session as a whole, and what the indicators of one batch say, told so that a
 * person can read it.
 */
@NullMarked
package dev.batchkit.report;

import org.jspecify.annotations.NullMarked;
