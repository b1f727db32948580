/** Tests of what reads the structure of a PostgreSQL database. */
@NullMarked
package dev.cairn.database.postgres.schema;

import org.jspecify.annotations.NullMarked;
