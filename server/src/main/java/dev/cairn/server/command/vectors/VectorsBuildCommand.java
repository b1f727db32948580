package dev.cairn.server.command.vectors;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.meaning.MeaningCoverage;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.ProgramLog;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.configuration.CairnConfiguration;
import dev.cairn.server.meaning.VectorBuilder;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Embeds all definitions of the index once. */
@Command(
        name = "build",
        header = "Compute the vectors of all definitions, then end.",
        description =
                "Takes 15 to 90 ms for each definition. What is done stays when it is stopped;"
                        + " definitions whose text has a vector already are skipped.",
        footer = {
            "",
            "Examples:",
            "  cairn vectors build",
            "  cairn vectors build --limit-minutes 5"
        })
public final class VectorsBuildCommand extends ConfiguredCommand {

    @Option(
            names = "--limit-minutes",
            paramLabel = "N",
            description = "Stop after so many minutes. Default: no limit.")
    private @Nullable Integer minutes;

    public VectorsBuildCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        VectorBuilder builder =
                ServiceLoader.load(VectorBuilder.class)
                        .findFirst()
                        .orElseThrow(() ->
                                CommandException.failed(
                                        "the jars of 'cairn vectors' are not on the class path; start it by the launcher bin/cairn"));
        if (minutes != null && minutes < 1) {
            throw CommandException.usage(
                    "the limit must be at least 1 minute, not %d".formatted(minutes));
        }
        CairnConfiguration configuration = configurations().ofIndex();
        DatabaseConfiguration database = indexedDatabase();
        ProgramLog.writeTo(database.storage().logs());
        Thread thread = Thread.currentThread();
        interruption.cancelBy(thread::interrupt);
        try (ScheduledExecutorService timer =
                        Executors.newSingleThreadScheduledExecutor(
                                Thread.ofPlatform().daemon().factory());
                CodeDatabase index = ProgramDatabases.open(database)) {
            CodeIndexSchema.ensure(index);
            if (minutes != null) {
                Future<?> _ =
                        timer.schedule(
                                thread::interrupt,
                                Duration.ofMinutes(minutes).toSeconds(),
                                TimeUnit.SECONDS);
            }
            build(builder, index, configuration, output);
            timer.shutdownNow();
        } catch (InterruptedException _) {
            output.note("stopped; what is done stays");
            return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.DONE;
        }
        return ExitCode.DONE;
    }

    private static void build(
            VectorBuilder builder,
            CodeDatabase index,
            CairnConfiguration configuration,
            Output output)
            throws InterruptedException {
        MeaningCoverage coverage;
        try (ProgressDisplay display = output.progress("definitions")) {
            coverage = builder.build(index, configuration.vectorization(), display);
        }
        if (output.isJson()) {
            output.document(coverage);
        } else {
            output.line(
                    "%d of %d definitions have a vector of %s"
                            .formatted(
                                    coverage.embedded(), coverage.definitions(), coverage.model()));
        }
    }
}
