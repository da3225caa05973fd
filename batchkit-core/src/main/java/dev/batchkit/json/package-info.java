/** JSON as text, byte for byte, behind one strict gate; the only package that knows Jackson. */
@NullMarked
package dev.batchkit.json;

import org.jspecify.annotations.NullMarked;
