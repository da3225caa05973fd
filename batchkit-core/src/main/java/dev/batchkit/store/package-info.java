/**
 * What a store must do so that the engine can keep its promises. Implementable from its text alone.
 */
@NullMarked
package dev.batchkit.store;

import org.jspecify.annotations.NullMarked;
