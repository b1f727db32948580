package dev.cairn.server.command.index;

import dev.cairn.index.IndexOptions;
import dev.cairn.index.IndexSummary;
import dev.cairn.index.answer.Plural;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.configuration.CairnConfiguration;
import dev.cairn.server.output.Output;
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
                "Reads only files that changed. The index is in the tree's own folder for"
                        + " Cairn, unless a configuration says where.",
        footer = {
            "",
            "Examples:",
            "  cairn index .",
            "  cairn index ~/projects/app --quiet",
            "  cairn index src --config cairn.json --json"
        })
public final class IndexCommand extends ConfiguredCommand {

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

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "How long to wait for another process that is indexing the same folder."
                            + " Default: 3600.")
    private int waitSeconds = 3600;

    public IndexCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        Path root = existing(resolved(folder));
        IndexOptions options = options();
        CairnConfiguration configuration = configurations().forTree(root);
        print(
                new IndexingOfTree(configuration.database(), root, options, waitLimit())
                        .run(output, interruption),
                output);
        return ExitCode.DONE;
    }

    private Duration waitLimit() {
        if (waitSeconds < 0) {
            throw CommandException.usage(
                    "cannot index: --wait must be 0 or more seconds, not " + waitSeconds);
        }
        return Duration.ofSeconds(waitSeconds);
    }

    private static Path existing(Path root) {
        if (!Files.exists(root)) {
            throw CommandException.usage("cannot index '" + root + "': there is no such folder");
        }
        if (!Files.isDirectory(root)) {
            throw CommandException.usage("cannot index '" + root + "': it is not a folder");
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

    private static void print(IndexSummary summary, Output output) {
        if (output.isJson()) {
            output.document(summary);
            return;
        }
        double seconds = summary.durationMillis() / 1000.0;
        output.done(
                String.format(
                        Locale.ROOT,
                        "indexed %s in %.1f s (%.0f files/s); %d unchanged, %d moved, %d gone",
                        Plural.of(summary.indexed(), "file"),
                        seconds,
                        summary.indexed() / Math.max(seconds, 0.001),
                        summary.unchanged(),
                        summary.moved(),
                        summary.vanished()));
        output.done(
                "left out: %d ignored, %d binary, %d too large, %d links, %d nested; see 'cairn coverage'"
                        .formatted(
                                summary.ignored(),
                                summary.binary(),
                                summary.oversized(),
                                summary.symbolicLinks(),
                                summary.nested()));
        output.done(
                "the index has %s and %s of '%s'"
                        .formatted(
                                Plural.of(summary.files(), "file"),
                                Plural.of(summary.definitions(), "definition"),
                                summary.root()));
        if (summary.errors() > 0) {
            output.done(
                    "%s could not be parsed or read; %s text is indexed; see 'cairn status'"
                            .formatted(
                                    summary.errors() == 1
                                            ? "1 place"
                                            : summary.errors() + " places",
                                    summary.errors() == 1 ? "its" : "their"));
        }
    }
}
