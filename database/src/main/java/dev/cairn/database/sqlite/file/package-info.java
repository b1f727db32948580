/** The file of a SQLite database, and the guard that notices when it is exchanged. */
@NullMarked
package dev.cairn.database.sqlite.file;

import org.jspecify.annotations.NullMarked;
