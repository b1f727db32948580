/**
 * Checks of a database that change nothing: pages, foreign keys, full-text indexes, views,
 * triggers, structure, backups.
 *
 * <p>Start at {@link dev.cairn.database.verify.VerifyRequest}; each check is a class of its own.
 */
@NullMarked
package dev.cairn.database.verify;

import org.jspecify.annotations.NullMarked;
