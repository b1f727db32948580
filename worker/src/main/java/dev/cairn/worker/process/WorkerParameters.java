package dev.cairn.worker.process;

import dev.cairn.worker.protocol.Documents;
import dev.cairn.worker.service.ServiceSettings;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The start parameters of a worker: properties on its standard input, followed by an empty line.
 * Paths are absolute. They are not JSON, because a worker answers before a JSON library would be
 * loaded.
 *
 * @param database the database file
 * @param socket where it shall listen
 * @param record the file in which it writes its process id
 * @param idleStopMillis after how long without sessions it stops; 0 for never
 * @param endsWithParent whether it stops when its standard input ends, which is when its parent
 *     does
 * @param ownershipWaitMillis how long it waits for another owner to give the database up
 * @param folders what the paths of requests may name
 * @param allowNetworkFileSystem whether the database may be where other machines reach it
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
        boolean allowNetworkFileSystem,
        ServiceSettings service) {

    private static final String DATABASE = "database";
    private static final String SOCKET = "socket";
    private static final String RECORD = "record";
    private static final String IDLE_STOP = "idle-stop-millis";
    private static final String ENDS_WITH_PARENT = "ends-with-parent";
    private static final String OWNERSHIP_WAIT = "ownership-wait-millis";
    private static final String FOLDERS = "folders";
    private static final String ALLOW_NETWORK = "allow-network-file-system";

    /** JSON, and there only if it says something else than the standard. */
    private static final String SERVICE = "service";

    public WorkerParameters {
        folders = List.copyOf(folders);
    }

    /** Returns the lines that a worker reads. */
    public String toText() {
        Map<String, String> all = new TreeMap<>();
        all.put(DATABASE, database);
        all.put(SOCKET, socket);
        all.put(RECORD, record);
        all.put(IDLE_STOP, Long.toString(idleStopMillis));
        all.put(ENDS_WITH_PARENT, Boolean.toString(endsWithParent));
        all.put(OWNERSHIP_WAIT, Long.toString(ownershipWaitMillis));
        for (int i = 0; i < folders.size(); i++) {
            all.put(FOLDERS + "." + i, folders.get(i));
        }
        all.put(ALLOW_NETWORK, Boolean.toString(allowNetworkFileSystem));
        if (!service.equals(ServiceSettings.standard())) {
            all.put(SERVICE, Documents.write(service));
        }
        StringBuilder text = new StringBuilder();
        all.forEach(
                (key, value) -> text.append(key).append('=').append(escaped(value)).append('\n'));
        return text.append('\n').toString();
    }

    /** Escapes what {@link Properties#load} would take for something else. */
    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            if (next == '\\' || next < '!' || next > '~') {
                escaped.append("\\u%04x".formatted((int) next));
            } else {
                escaped.append(next);
            }
        }
        return escaped.toString();
    }

    /**
     * Reads the lines.
     *
     * @throws EOFException if there are none
     */
    static WorkerParameters read(BufferedReader in) throws IOException {
        StringBuilder text = new StringBuilder();
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            text.append(line).append('\n');
            line = in.readLine();
        }
        if (text.isEmpty()) {
            throw new EOFException("the parameters are missing on standard input");
        }
        Properties all = new Properties();
        all.load(new StringReader(text.toString()));
        List<String> folders = new ArrayList<>();
        for (int i = 0; all.containsKey(FOLDERS + "." + i); i++) {
            folders.add(required(all, FOLDERS + "." + i));
        }
        return new WorkerParameters(
                required(all, DATABASE),
                required(all, SOCKET),
                required(all, RECORD),
                Long.parseLong(required(all, IDLE_STOP)),
                Boolean.parseBoolean(required(all, ENDS_WITH_PARENT)),
                Long.parseLong(required(all, OWNERSHIP_WAIT)),
                folders,
                Boolean.parseBoolean(required(all, ALLOW_NETWORK)),
                all.containsKey(SERVICE)
                        ? Documents.read(required(all, SERVICE), ServiceSettings.class)
                        : ServiceSettings.standard());
    }

    private static String required(Properties all, String key) throws IOException {
        String value = all.getProperty(key);
        if (value == null) {
            throw new IOException("the parameter '" + key + "' is missing on standard input");
        }
        return value;
    }
}
