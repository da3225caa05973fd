/** What a batch is, told twice: by the engine on a store, and by a model of a few rules. */
@NullMarked
package dev.batchkit.testkit.contract.model;

import org.jspecify.annotations.NullMarked;
