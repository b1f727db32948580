/**
 * What all sessions of a worker share: connections, settings, the rules for statements, the list of
 * sessions, and the order of writers.
 *
 * <p>Start at {@link dev.cairn.worker.service.DatabaseService}, which says how a write travels.
 */
@NullMarked
package dev.cairn.worker.service;

import org.jspecify.annotations.NullMarked;
