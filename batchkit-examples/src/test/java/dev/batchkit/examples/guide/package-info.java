/** The code that the documents show, run as tests. */
@NullMarked
package dev.batchkit.examples.guide;

import org.jspecify.annotations.NullMarked;
