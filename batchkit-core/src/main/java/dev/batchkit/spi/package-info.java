/**
 * All that the author of a handler sees: the type, the handler, and the contexts that it is given.
 */
@NullMarked
package dev.batchkit.spi;

import org.jspecify.annotations.NullMarked;
