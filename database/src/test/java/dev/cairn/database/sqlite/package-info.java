/** Tests of the SQLite driver. */
@NullMarked
package dev.cairn.database.sqlite;

import org.jspecify.annotations.NullMarked;
