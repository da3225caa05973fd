/** Claims, runs, chunks, recovery and seals. Public only where the entry package needs it. */
@NullMarked
package dev.batchkit.engine;

import org.jspecify.annotations.NullMarked;
