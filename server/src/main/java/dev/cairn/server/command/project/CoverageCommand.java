package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.IndexCoverage;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.freshness.TreeComparison;
import dev.cairn.index.project.Project;
import dev.cairn.index.scan.LeftOut;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what is not in the index, and why. */
@Command(
        name = "coverage",
        header = "Show which files are left out of the index, why, and by which rule.",
        description =
                "Ignored are the files that git ignores. Files that are too large or no text are"
                        + " found by name. Nested repositories and submodules can be indexed as"
                        + " projects of their own: cairn project add DIR.",
        footer = {
            "",
            "Examples:",
            "  cairn coverage",
            "  cairn coverage --reason too_large",
            "  cairn coverage --reason ignored --limit 500 --json"
        })
public final class CoverageCommand extends IndexedCommand {

    @Mixin private final ProjectOption project = new ProjectOption();

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "List only paths left out for this reason: ${COMPLETION-CANDIDATES}.")
    private LeftOut.@Nullable Reason reason;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many paths to list at most. Default: 20.")
    private int limit = 20;

    public CoverageCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** How many are left out for a reason, and by the rule that is behind it. */
    private record Count(String reason, String rule, long paths) {}

    /** One path that is left out. */
    private record Entry(String path, boolean folder, String reason, String rule) {}

    /** What is left out, as a document. */
    private record Coverage(
            String project,
            String root,
            List<IndexCoverage.LanguageFiles> languages,
            List<IndexCoverage.ErrorKind> errors,
            List<Count> leftOut,
            long paths,
            List<Entry> listed) {}

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        if (limit < 0) {
            throw CommandException.usage("--limit must be 0 or more, not " + limit);
        }
        Project found = projects(database).chosen(project.name());
        TreeComparison tree =
                TreeComparison.of(database, found.id(), IndexOptions.standard().maxFileBytes())
                        .orElseThrow(() ->
                                CommandException.failed(
                                        "cannot look into '%s': there is no such folder; if it was moved, run 'cairn index' in it"
                                                .formatted(found.root())));
        List<LeftOut> leftOut = leftOut(database, found, tree);
        Coverage coverage = coverage(database, found, leftOut);
        if (output.isJson()) {
            output.document(coverage);
        } else {
            print(coverage, output);
        }
        return ExitCode.DONE;
    }

    /** Returns what the scan left out, and what turned out to be no text when it was read. */
    private List<LeftOut> leftOut(CodeDatabase database, Project found, TreeComparison tree) {
        List<LeftOut> leftOut = new ArrayList<>(tree.scan().leftOut());
        IndexCoverage.binaryFiles(database, found.id())
                .forEach(path -> leftOut.add(new LeftOut(path, false, LeftOut.Reason.BINARY, "")));
        tree.scan()
                .problems()
                .forEach(problem ->
                        leftOut.add(
                                new LeftOut(
                                        problem.path(),
                                        false,
                                        LeftOut.Reason.UNREADABLE,
                                        problem.message())));
        return leftOut.stream()
                .filter(entry -> reason == null || entry.reason() == reason)
                .toList();
    }

    private Coverage coverage(CodeDatabase database, Project found, List<LeftOut> leftOut) {
        Map<Count, Long> counts = new LinkedHashMap<>();
        for (LeftOut entry : leftOut) {
            boolean byRule = entry.reason() == LeftOut.Reason.IGNORED;
            counts.merge(
                    new Count(entry.reason().id(), byRule ? entry.rule() : "", 0), 1L, Long::sum);
        }
        List<Count> sorted =
                counts.entrySet().stream()
                        .sorted(Map.Entry.<Count, Long>comparingByValue().reversed())
                        .map(entry ->
                                new Count(
                                        entry.getKey().reason,
                                        entry.getKey().rule,
                                        entry.getValue()))
                        .toList();
        IndexCoverage stored = IndexCoverage.read(database, found.id());
        return new Coverage(
                found.name(),
                found.root().toString(),
                stored.languages(),
                stored.errors(),
                sorted,
                leftOut.size(),
                leftOut.stream().limit(limit).map(CoverageCommand::entry).toList());
    }

    private static Entry entry(LeftOut left) {
        return new Entry(left.path(), left.folder(), left.reason().id(), left.rule());
    }

    private static long files(IndexCoverage.LanguageFiles language) {
        return language.parsed() + language.textOnly() + language.nameOnly();
    }

    private static void print(Coverage coverage, Output output) {
        output.line("project  %s in '%s'".formatted(coverage.project, coverage.root));
        for (IndexCoverage.LanguageFiles language : coverage.languages) {
            output.line(
                    "%8d %s of %s%s"
                            .formatted(
                                    files(language),
                                    files(language) == 1 ? "file" : "files",
                                    language.language(),
                                    details(language)));
        }
        for (Count count : coverage.leftOut) {
            output.line(
                    "%8d left out: %s%s"
                            .formatted(
                                    count.paths,
                                    count.reason,
                                    count.rule.isEmpty() ? "" : " by " + count.rule));
        }
        for (Entry entry : coverage.listed) {
            output.line(
                    "  %s%s  %s%s"
                            .formatted(
                                    entry.path,
                                    entry.folder ? "/" : "",
                                    entry.reason,
                                    entry.rule.isEmpty() ? "" : " (" + entry.rule + ")"));
        }
        if (coverage.paths > coverage.listed.size()) {
            output.line(
                    "  and %d more; --limit shows more of them"
                            .formatted(coverage.paths - coverage.listed.size()));
        }
    }

    private static String details(IndexCoverage.LanguageFiles language) {
        List<String> details =
                Stream.of(
                                part(language.parsed(), "parsed"),
                                part(language.textOnly(), "as text only"),
                                part(language.nameOnly(), "by name only"))
                        .flatMap(Optional::stream)
                        .toList();
        return details.isEmpty() ? "" : ": " + String.join(", ", details);
    }

    private static Optional<String> part(long files, String how) {
        return files == 0 ? Optional.empty() : Optional.of(files + " " + how);
    }
}
