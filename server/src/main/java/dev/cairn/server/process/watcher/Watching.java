package dev.cairn.server.process.watcher;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.watch.FileWatcher;
import dev.cairn.index.watch.IndexUpdate;
import dev.cairn.index.watch.WatchReport;
import dev.cairn.worker.supervision.ManagedWorker.Activity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The file watcher as a worker and as a command run it. */
public final class Watching {

    private Watching() {}

    /**
     * Makes a watcher that keeps an index up to date.
     *
     * @param database the index; it stays open
     */
    public static FileWatcher watcher(CodeDatabase database, WatcherParameters parameters) {
        List<Path> roots = new ArrayList<>();
        for (Path folder : parameters.folders()) {
            Path real = real(folder);
            if (!roots.contains(real)) {
                roots.add(real);
            }
        }
        return new FileWatcher(
                roots,
                parameters.scanInterval(),
                new OwnFiles(parameters.database(), roots),
                new IndexUpdate(database, IndexOptions.standard()));
    }

    /** A folder that is not there yet may appear later. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    static Activity activity(WatchReport report) {
        return new Activity(
                report.waiting(),
                0,
                report.doing(),
                report.lastError(),
                Map.of(
                        "events", (double) report.events(),
                        "updates", (double) report.updates(),
                        "scans", (double) report.scans(),
                        "changed_files", (double) report.changed(),
                        "missed_files", (double) report.missed()));
    }
}
