/**
 * Looks whether a database is in order, without changing it: pages, foreign keys, full-text
 * indexes, views, triggers, structure, backups.
 *
 * <p>Start at {@link dev.cairn.database.verify.VerifyRequest}; each check is a class of its own.
 */
@NullMarked
package dev.cairn.database.verify;

import org.jspecify.annotations.NullMarked;
