package dev.cairn.worker.protocol;

import dev.cairn.database.OperationPolicy;
import java.util.Optional;

/**
 * What a short command wants of a {@link WorkerStatus}. It does not come as JSON: to read the first
 * document takes a process as long as all else that such a command does.
 *
 * @param database the database file
 * @param process the worker's process id
 * @param uptimeMillis how long it has been running
 * @param maintenance whether work on the database as a whole reaches it
 */
public record WorkerSummary(
        String database, long process, long uptimeMillis, OperationPolicy.Status maintenance) {

    /** Returns the part of a status. */
    public static WorkerSummary of(WorkerStatus status) {
        return new WorkerSummary(
                status.database(), status.process(), status.uptimeMillis(), status.maintenance());
    }

    void write(BodyWriter out) {
        out.text(database);
        out.varint(process);
        out.varint(uptimeMillis);
        out.text(maintenance.circuit().name());
        out.text(maintenance.lastFailure().orElse(""));
        out.varint(maintenance.opensAgainInMillis());
    }

    static WorkerSummary read(BodyReader in) {
        return new WorkerSummary(
                in.text(),
                in.number(),
                in.number(),
                new OperationPolicy.Status(
                        circuit(in.text()),
                        Optional.of(in.text()).filter(text -> !text.isEmpty()),
                        in.number()));
    }

    private static OperationPolicy.Circuit circuit(String name) {
        for (OperationPolicy.Circuit circuit : OperationPolicy.Circuit.values()) {
            if (circuit.name().equals(name)) {
                return circuit;
            }
        }
        throw BodyReader.broken("'" + name + "' is not a state of maintenance work");
    }
}
