package dev.cairn.server.process.watcher;

import dev.cairn.database.DatabaseConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The parameters of the process of the file watcher.
 *
 * @param database the configuration of the index's database
 * @param folders the folders whose trees it follows
 * @param scanInterval the shortest time between scans that look for what events missed
 */
public record WatcherParameters(
        DatabaseConfiguration database, List<Path> folders, Duration scanInterval) {

    public WatcherParameters {
        folders = List.copyOf(folders);
    }
}
