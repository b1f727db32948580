/**
 * Who changed what, when: an append-only table in the database, each row bound to the one before it
 * by a hash. Start at {@link dev.cairn.database.audit.AuditTrail}.
 */
@NullMarked
package dev.cairn.database.audit;

import org.jspecify.annotations.NullMarked;
