/** The store on one SQLite file: {@link dev.batchkit.sqlite.SqliteStore} is the door to it. */
@NullMarked
package dev.batchkit.sqlite;

import org.jspecify.annotations.NullMarked;
