package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.migration.MigrationManager;
import dev.cairn.database.migration.source.MigrationProblem;
import dev.cairn.database.migration.source.MigrationSource;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** A command on the migrations of one database. */
abstract class MigrateCommand extends DatabaseCommand {

    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            defaultValue = "migrations",
            description = "The folder of the migrations. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("migrations");

    @Option(
            names = "--class",
            paramLabel = "NAME",
            description = "A migration written in Java, by the name of its class; may be repeated.")
    private List<String> classes = List.of();

    @Option(
            names = "--allow-writable-by-others",
            description = "Take files that the group or everybody may write to.")
    private boolean allowWritableByOthers;

    MigrateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Does the work. */
    abstract ExitCode run(MigrationManager migrations, CodeDatabase database, Output output);

    @Override
    final ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress) {
        MigrationSource source =
                new MigrationSource(resolved(folder), classes, allowWritableByOthers);
        return run(new MigrationManager(database, source, progress), database, output);
    }

    @Override
    final String progressUnit() {
        return "statements";
    }

    static void print(List<MigrationProblem> problems, Output output) {
        problems.forEach(
                problem -> output.line(output.style().warning("problem: ") + problem.line()));
    }
}
