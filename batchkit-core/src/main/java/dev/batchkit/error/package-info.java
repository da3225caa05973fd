/**
 * Everything that batchkit refuses or fails with, in one sealed family: fields for programs,
 * sentences for people.
 */
@NullMarked
package dev.batchkit.error;

import org.jspecify.annotations.NullMarked;
