package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.SyncResult;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.IndexSummary;
import dev.cairn.index.Indexer;
import dev.cairn.server.configuration.CairnConfiguration;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Indexes a source tree. */
@Command(
        name = "index",
        header = "Index a source tree, or bring its index up to date.",
        description =
                "Files that have not changed are not read again. The index is in the folder .cairn"
                        + " of the tree, unless a configuration says where.",
        footer = {
            "",
            "Examples:",
            "  cairn index .",
            "  cairn index ~/projects/app --quiet",
            "  cairn index src --config cairn.json --json"
        })
final class IndexCommand extends ConfiguredCommand {

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = ".",
            description = "The folder to index. Default: this one.")
    private Path folder;

    @Option(
            names = "--max-file-bytes",
            paramLabel = "N",
            description = "Skip and count larger files. Default: 2 MiB.")
    private @Nullable Long maxFileBytes;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads parse, 1 or 2. Default: 2, or 1 on one processor.")
    private @Nullable Integer threads;

    @Option(
            names = "--file-time-limit",
            paramLabel = "SECONDS",
            description = "How much processor time the parser may take for one file. Default: 10.")
    private @Nullable Integer fileSeconds;

    IndexCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Output output, Interruption interruption) {
        Path root = existing(resolved(folder));
        IndexOptions options = options();
        CairnConfiguration configuration = configurations().forTree(root);
        warnOfMissingWorker(configuration, output);
        configuration.database().storage().create();
        ProgramLog.writeTo(configuration.database().storage().logs());
        Thread worker = Thread.currentThread();
        interruption.cancelBy(worker::interrupt);
        try (CodeDatabase database = ProgramDatabases.open(configuration.database())) {
            SyncResult sync = database.ensureSchemaSynced(CodeIndexSchema.definition());
            tell(sync, output);
            print(index(database, root, options, output), output);
        }
        return ExitCode.DONE;
    }

    private static IndexSummary index(
            CodeDatabase database, Path root, IndexOptions options, Output output) {
        try (ProgressDisplay progress = output.progress("files")) {
            return Indexer.index(database, root, options, progress);
        }
    }

    private static Path existing(Path root) {
        if (!Files.exists(root)) {
            throw CommandException.usage("cannot index '" + root + "': there is no such folder");
        }
        if (!Files.isDirectory(root)) {
            throw CommandException.usage("cannot index '" + root + "': it is no folder");
        }
        if (!Files.isReadable(root) || !Files.isExecutable(root)) {
            throw CommandException.failed(
                    "cannot index '%s': no permission to read the folder; run 'chmod u+rx' on it"
                            .formatted(root));
        }
        return root;
    }

    private IndexOptions options() {
        IndexOptions usual = IndexOptions.standard();
        try {
            return new IndexOptions(
                    maxFileBytes == null ? usual.maxFileBytes() : maxFileBytes,
                    threads == null ? usual.parserThreads() : threads,
                    usual.batchFiles(),
                    fileSeconds == null ? usual.fileTimeLimit() : Duration.ofSeconds(fileSeconds));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("cannot index: " + e.getMessage());
        }
    }

    private static void warnOfMissingWorker(
            CairnConfiguration configuration, Output output) {
        if (configuration.vectorization().enabled()) {
            output.warning(
                    "'%s' enables workers.vectorization, which this version does not have"
                            .formatted(configuration.source()));
        }
    }

    private static void tell(SyncResult sync, Output output) {
        if (!sync.fromVersion().isEmpty()) {
            sync.warnings().forEach(output::warning);
        }
        if (sync.outcome() == SyncResult.Outcome.CHANGED) {
            output.note(
                    "brought the schema up%s to version %s in %d steps (%d ms)"
                            .formatted(
                                    sync.fromVersion().isEmpty()
                                            ? ""
                                            : " from " + sync.fromVersion(),
                                    sync.toVersion(),
                                    sync.steps().size(),
                                    sync.durationMillis()));
        }
    }

    private static void print(IndexSummary summary, Output output) {
        if (output.isJson()) {
            output.document(summary);
            return;
        }
        double seconds = summary.durationMillis() / 1000.0;
        output.line(
                String.format(
                        Locale.ROOT,
                        "indexed %d files in %.1f s (%.0f files/s); %d unchanged, %d gone",
                        summary.indexed(),
                        seconds,
                        summary.indexed() / Math.max(seconds, 0.001),
                        summary.unchanged(),
                        summary.vanished()));
        output.line(
                "skipped: %d ignored, %d binary, %d too large, %d links"
                        .formatted(
                                summary.ignored(),
                                summary.binary(),
                                summary.oversized(),
                                summary.symbolicLinks()));
        output.line(
                "the index has %d files, %d definitions and %d errors of '%s'"
                        .formatted(
                                summary.files(),
                                summary.definitions(),
                                summary.errors(),
                                summary.root()));
    }
}
