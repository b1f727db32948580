package dev.cairn.worker.process;

import dev.cairn.database.DatabaseErrorCode;

/**
 * The one line that a worker writes to its standard output: whether it is ready.
 *
 * @param ready whether clients can connect
 * @param process its process id
 * @param code what went wrong; INTERNAL where nothing did
 * @param message what went wrong, for people; empty where nothing did
 */
public record StartReport(boolean ready, long process, DatabaseErrorCode code, String message) {}
