/** What examples print with. */
@NullMarked
package dev.batchkit.examples.terminal;

import org.jspecify.annotations.NullMarked;
