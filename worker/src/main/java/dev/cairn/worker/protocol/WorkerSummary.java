package dev.cairn.worker.protocol;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.OperationPolicy;

/**
 * What a short command wants of a {@link WorkerStatus}. It is read without the rest, which takes a
 * process that has read no JSON before as long as all else that it does.
 *
 * @param process the worker's process id
 * @param uptimeMillis how long it has been running
 * @param maintenance whether work on the database as a whole reaches it
 */
public record WorkerSummary(long process, long uptimeMillis, OperationPolicy.Status maintenance) {

    /**
     * Reads the document of a status.
     *
     * @throws DatabaseException with PROTOCOL if it is none
     */
    public static WorkerSummary read(String status) {
        return new WorkerSummary(
                number(status, "process"),
                number(status, "uptimeMillis"),
                new OperationPolicy.Status(
                        OperationPolicy.Circuit.valueOf(required(status, "maintenance", "circuit")),
                        Documents.value(status, "maintenance", "lastFailure"),
                        number(status, "maintenance", "opensAgainInMillis")));
    }

    private static long number(String status, String... path) {
        return Long.parseLong(required(status, path));
    }

    private static String required(String status, String... path) {
        return Documents.value(status, path)
                .orElseThrow(() ->
                        new DatabaseException(
                                DatabaseErrorCode.PROTOCOL,
                                "the worker's status does not tell its " + String.join(".", path)));
    }
}
