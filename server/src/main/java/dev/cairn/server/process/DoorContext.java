package dev.cairn.server.process;

import dev.cairn.database.CodeDatabase;
import java.util.function.Supplier;

/**
 * What a server gives to its doors.
 *
 * @param settings what it serves
 * @param database the database of the index; it stays open longer than the door
 * @param readOnly whether nothing may be written, because the database is of a newer version
 * @param record the state of the server and its workers now
 */
public record DoorContext(
        ServerSettings settings,
        CodeDatabase database,
        boolean readOnly,
        Supplier<ServerRecord> record) {

    /**
     * Opens another connection to the database of the index, which the caller closes.
     *
     * @param client what it is for, such as {@code page}, for people who look at the sessions
     */
    public CodeDatabase openDatabase(String client) {
        return ServerDatabases.open(settings.database(), client);
    }
}
