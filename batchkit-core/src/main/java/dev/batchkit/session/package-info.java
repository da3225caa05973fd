/**
 * Indicators and their measurements: an indicator says what is measured and when that is alarming,
 * a session is one measurement of it in a batch.
 */
@NullMarked
package dev.batchkit.session;

import org.jspecify.annotations.NullMarked;
