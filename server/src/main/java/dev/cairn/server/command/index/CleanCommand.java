package dev.cairn.server.command.index;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.FileErrors;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.project.IndexJob;
import dev.cairn.index.project.RunningJob;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.worker.manager.DbWorkerManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes the code index, so that the next run makes it from nothing. */
@Command(
        name = "clean",
        header = "Stop the worker and remove the code index.",
        description =
                "The next 'cairn index' makes it again. The configuration, backups and the"
                        + " project's id stay; tags that were given with 'cairn tag add' are lost.",
        footer = {"", "Examples:", "  cairn clean --dry-run", "  cairn clean"})
public final class CleanCommand extends ConfiguredCommand {

    private static final Duration DRAIN = Duration.ofSeconds(5);

    @Option(names = "--dry-run", description = "Print what would be removed, and remove nothing.")
    private boolean dryRun;

    public CleanCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** What was removed, as a document. */
    private record Cleaned(boolean dryRun, boolean workerStopped, List<String> files, long bytes) {}

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        DatabaseConfiguration configuration = configurations().ofIndex().database();
        if (!configuration.isFile()) {
            throw CommandException.refused(
                    "cannot remove the index '%s': other projects may be in it; use 'cairn project remove', or drop the schema '%s' in PostgreSQL"
                            .formatted(
                                    configuration.location().text(),
                                    configuration.server().schema()));
        }
        List<RunningJob> jobs = IndexJob.running(configuration.storage().run());
        if (!jobs.isEmpty()) {
            throw CommandException.refused(
                    "cannot remove the index '%s': %s; stop that first"
                            .formatted(configuration.path(), jobs.getFirst().text()));
        }
        boolean stopped = !dryRun && DbWorkerManager.stop(configuration, DRAIN);
        List<String> removed = new ArrayList<>();
        long bytes = 0;
        for (Path file : files(configuration)) {
            bytes += remove(file);
            removed.add(file.toString());
        }
        Cleaned cleaned = new Cleaned(dryRun, stopped, removed, bytes);
        if (output.isJson()) {
            output.document(cleaned);
        } else {
            print(cleaned, output);
        }
        return ExitCode.DONE;
    }

    /** Returns the files of the index: those of its database, and what lives with its worker. */
    private static List<Path> files(DatabaseConfiguration configuration) {
        Path database = configuration.path().toAbsolutePath();
        String name = database.getFileName().toString();
        List<Path> files = new ArrayList<>();
        for (String ending : List.of("", "-wal", "-shm", "-journal", ".owner")) {
            Path file = database.resolveSibling(name + ending);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                files.add(file);
            }
        }
        Path run = configuration.storage().run();
        if (Files.isDirectory(run, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> inside = Files.list(run)) {
                inside.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                        .sorted()
                        .forEach(files::add);
            } catch (IOException e) {
                throw cannotRemove(run, e);
            }
        }
        return files;
    }

    private long remove(Path file) {
        try {
            long size = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
            if (!dryRun) {
                Files.deleteIfExists(file);
            }
            return size;
        } catch (IOException e) {
            throw cannotRemove(file, e);
        }
    }

    private static UncheckedIOException cannotRemove(Path file, IOException cause) {
        return new UncheckedIOException(
                "cannot remove '" + file + "': " + FileErrors.reason(cause), cause);
    }

    private static void print(Cleaned cleaned, Output output) {
        if (cleaned.workerStopped) {
            output.done("the worker is stopped");
        }
        cleaned.files.forEach(file ->
                say(cleaned, output, (cleaned.dryRun ? "would remove " : "removed ") + file));
        say(
                cleaned,
                output,
                cleaned.files.isEmpty()
                        ? "there was nothing to remove"
                        : "%.1f MB in %s"
                                .formatted(
                                        cleaned.bytes / 1e6,
                                        Plural.of(cleaned.files.size(), "file")));
    }

    /** A dry run is asked for its lines; otherwise they only report. */
    private static void say(Cleaned cleaned, Output output, String text) {
        if (cleaned.dryRun) {
            output.line(text);
        } else {
            output.done(text);
        }
    }
}
