/**
 * What the author of an indicator type sees: the type, the measurement that it is given, and the
 * datasets that it reads.
 */
@NullMarked
package dev.batchkit.indicator;

import org.jspecify.annotations.NullMarked;
