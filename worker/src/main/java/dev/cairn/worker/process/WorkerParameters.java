package dev.cairn.worker.process;

import dev.cairn.worker.session.ServiceSettings;
import java.util.List;

/**
 * What a worker is told at its start, as JSON on its standard input. Paths are absolute.
 *
 * @param database the database file
 * @param socket where it shall listen
 * @param record where it writes who it is
 * @param idleStopMillis after how long without sessions it stops; 0 for never
 * @param endsWithParent whether it stops when its standard input ends, which is when its parent
 *     does
 * @param ownershipWaitMillis how long it waits for another owner to give the database up
 * @param folders what the paths of requests may name
 * @param service how it treats sessions
 */
public record WorkerParameters(
        String database,
        String socket,
        String record,
        long idleStopMillis,
        boolean endsWithParent,
        long ownershipWaitMillis,
        List<String> folders,
        ServiceSettings service) {}
