/** One orchestration session as a whole, told so that a person can read it. */
@NullMarked
package dev.batchkit.report;

import org.jspecify.annotations.NullMarked;
