/** SQLite: its driver, the ownership of a file, and the reading of its schema. */
@NullMarked
package dev.cairn.database.sqlite;

import org.jspecify.annotations.NullMarked;
