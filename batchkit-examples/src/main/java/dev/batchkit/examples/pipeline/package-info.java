/** A small pipeline that keeps a record of all that it does, and tells it on a page. */
@NullMarked
package dev.batchkit.examples.pipeline;

import org.jspecify.annotations.NullMarked;
