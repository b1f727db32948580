/**
 * The pages about databases: their schema, how it came to be, and their backups. Start at {@link
 * dev.cairn.web.database.SchemaPage}.
 */
@NullMarked
package dev.cairn.web.database;

import org.jspecify.annotations.NullMarked;
