/** The contract of a store as tests: whoever writes a store extends them, and need not guess. */
@NullMarked
package dev.batchkit.testkit.contract;

import org.jspecify.annotations.NullMarked;
