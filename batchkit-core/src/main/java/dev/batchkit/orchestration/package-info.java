/**
 * The ledger: an orchestration session is the record of one run, with entries, state transitions
 * and issues.
 */
@NullMarked
package dev.batchkit.orchestration;

import org.jspecify.annotations.NullMarked;
