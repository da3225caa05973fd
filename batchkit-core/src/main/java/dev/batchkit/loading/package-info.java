/** How providers are found that the class path or module path has. */
@NullMarked
package dev.batchkit.loading;

import org.jspecify.annotations.NullMarked;
