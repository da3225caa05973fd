/** Reading from the databases of the application; not exported. */
@NullMarked
package dev.batchkit.jdbc;

import org.jspecify.annotations.NullMarked;
