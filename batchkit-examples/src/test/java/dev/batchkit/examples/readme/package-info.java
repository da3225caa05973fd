/** The code that the README shows. */
@NullMarked
package dev.batchkit.examples.readme;

import org.jspecify.annotations.NullMarked;
