/** The runnable examples of batchkit. */
@NullMarked
package dev.batchkit.examples;

import org.jspecify.annotations.NullMarked;
