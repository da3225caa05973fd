/**
 * How sessions are recorded: the queue of what is to be stored, and what programs record by. Public
 * only where the engine needs it.
 */
@NullMarked
package dev.batchkit.recording;

import org.jspecify.annotations.NullMarked;
