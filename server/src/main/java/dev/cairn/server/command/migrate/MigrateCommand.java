package dev.cairn.server.command.migrate;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.migration.MigrationManager;
import dev.cairn.database.migration.source.MigrationProblem;
import dev.cairn.database.migration.source.MigrationSource;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.DatabaseCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command on the migrations of one database. */
abstract class MigrateCommand extends DatabaseCommand {

    private static final Path USUAL_FOLDER = Path.of("migrations");

    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "The folder of the migrations. Default: migrations.")
    private @Nullable Path folder;

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "A migration written in Java, by the name of its class; may be repeated.")
    private List<String> classes = List.of();

    @Option(
            names = "--allow-writable-by-others",
            description = "Accept files writable by group or others.")
    private boolean allowWritableByOthers;

    protected MigrateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work. */
    protected abstract ExitCode run(
            MigrationManager migrations, CodeDatabase database, Output output);

    /** Returns whether the command makes the folder of the migrations if it is missing. */
    protected boolean makesFolder() {
        return false;
    }

    @Override
    protected void readInputs() {
        Path migrations = folder();
        if (Files.exists(migrations) && !Files.isDirectory(migrations)) {
            throw CommandException.usage(
                    "cannot read the migrations: '%s' is a file; name a folder"
                            .formatted(migrations));
        }
        if (makesFolder() || (folder == null && !classes.isEmpty())) {
            return;
        }
        if (!Files.exists(migrations)) {
            throw CommandException.usage(
                    "cannot read the migrations: there is no folder '%s'; %s"
                            .formatted(
                                    migrations,
                                    folder == null
                                            ? "name it with --migrations DIR, or write the first"
                                                    + " migration with 'cairn migrate new NAME'"
                                            : "name another one"));
        }
        if (folder != null && classes.isEmpty() && isEmpty(migrations)) {
            throw CommandException.usage(
                    "cannot read the migrations: the folder '%s' is empty; name another one"
                            .formatted(migrations));
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.noneMatch(file -> file.toString().endsWith(".sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read the folder of migrations '" + folder + "'", e);
        }
    }

    private Path folder() {
        return resolved(folder == null ? USUAL_FOLDER : folder);
    }

    @Override
    protected final ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress) {
        MigrationSource source = new MigrationSource(folder(), classes, allowWritableByOthers);
        return run(new MigrationManager(database, source, progress), database, output);
    }

    @Override
    protected final String progressUnit() {
        return "statements";
    }

    protected static void print(List<MigrationProblem> problems, Output output) {
        problems.forEach(problem ->
                output.line(output.style().warning("problem: ") + output.name(problem.line())));
    }
}
