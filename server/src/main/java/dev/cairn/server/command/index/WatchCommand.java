package dev.cairn.server.command.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.reader.KeptReaders;
import dev.cairn.index.watch.FileWatcher;
import dev.cairn.index.watch.WatchReport;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.ProgramLog;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.configuration.CairnConfiguration;
import dev.cairn.server.output.Output;
import dev.cairn.server.process.ServerRecord;
import dev.cairn.server.process.watcher.WatcherParameters;
import dev.cairn.server.process.watcher.Watching;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Follows the changes of source trees in the foreground. */
@Command(
        name = "watch",
        header = "Keep the index of a source tree up to date until Ctrl-C.",
        description = "This is the file watcher of 'cairn serve' on its own.",
        footer = {"", "Examples:", "  cairn watch .", "  cairn watch src lib"})
public final class WatchCommand extends ConfiguredCommand {

    private static final long LOOK_MILLIS = 500;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..*",
            description = "The folders to watch. Default: this one.")
    private List<Path> folders = List.of(Path.of("."));

    public WatchCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        List<Path> roots = folders.stream().map(this::existing).toList();
        CairnConfiguration configuration = configurations().forTree(roots.getFirst());
        Optional<ServerRecord> server =
                ServerRecord.ofRunning(configuration.database().storage().run());
        if (server.isPresent()) {
            throw CommandException.failed(
                    "the server of this project is running (process %d) and watches it; 'cairn stop' stops it"
                            .formatted(server.get().process()));
        }
        configuration.database().storage().create();
        ProgramLog.writeTo(configuration.database().storage().logs());
        Thread worker = Thread.currentThread();
        interruption.cancelBy(worker::interrupt);
        try (KeptReaders _ = KeptReaders.begin();
                CodeDatabase database =
                        ProgramDatabases.openForIndexing(configuration.database())) {
            CodeIndexSchema.ensure(database);
            watch(database, configuration, roots, output);
        }
        return ExitCode.DONE;
    }

    private Path existing(Path folder) {
        Path root = resolved(folder);
        if (!Files.isDirectory(root)) {
            throw CommandException.usage("cannot watch '" + root + "': there is no such folder");
        }
        return root;
    }

    private static void watch(
            CodeDatabase database,
            CairnConfiguration configuration,
            List<Path> roots,
            Output output) {
        WatcherParameters parameters =
                new WatcherParameters(
                        configuration.database(),
                        roots,
                        configuration.fileWatcher().scanInterval());
        try (FileWatcher watcher = Watching.watcher(database, parameters)) {
            watcher.watch();
            Thread reporter =
                    Thread.ofPlatform()
                            .daemon()
                            .name("watch-report")
                            .start(() -> report(watcher, output));
            roots.forEach(root -> output.note("watching '" + root + "'; Ctrl-C ends it"));
            try {
                watcher.run();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                reporter.interrupt();
            }
        }
    }

    /** Prints what has happened since the last look. */
    private static void report(FileWatcher watcher, Output output) {
        @Nullable WatchReport last = null;
        try {
            while (true) {
                WatchReport now = watcher.report();
                long before = last == null ? 0 : last.changed();
                if (now.changed() > before) {
                    output.note("updated " + Plural.of(now.changed() - before, "file"));
                }
                String error = last == null ? "" : last.lastError();
                if (!now.lastError().isEmpty() && !now.lastError().equals(error)) {
                    output.warning(now.lastError());
                }
                last = now;
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
