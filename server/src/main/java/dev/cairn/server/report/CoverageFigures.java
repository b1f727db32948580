package dev.cairn.server.report;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.IndexContents;
import dev.cairn.index.IndexCoverage;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.freshness.TreeComparison;
import dev.cairn.index.project.Project;
import dev.cairn.index.scan.LeftOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much the index knows of a project, and what it leaves out.
 *
 * @param project the project
 * @param definitions how many definitions it has
 * @param coverage its files by language, and its errors by kind
 * @param errors the latest errors
 * @param tree how the folder differs from the index; empty if the folder is not there
 * @param leftOut what is not indexed
 */
public record CoverageFigures(
        Project project,
        long definitions,
        IndexCoverage coverage,
        List<IndexContents.IndexingError> errors,
        Optional<TreeComparison> tree,
        List<LeftOut> leftOut) {

    private static final int MOST_ERRORS = 2_000;

    public CoverageFigures {
        errors = List.copyOf(errors);
        leftOut = List.copyOf(leftOut);
    }

    /** Reads the figures of a project, whose folder is scanned for it. */
    public static CoverageFigures read(CodeDatabase database, Project project) {
        IndexContents contents = IndexContents.read(database, 0);
        Optional<TreeComparison> tree =
                TreeComparison.of(database, project.id(), IndexOptions.standard().maxFileBytes());
        List<LeftOut> leftOut = new ArrayList<>();
        tree.ifPresent(found -> leftOut.addAll(found.scan().leftOut()));
        IndexCoverage.binaryFiles(database, project.id())
                .forEach(path -> leftOut.add(new LeftOut(path, false, LeftOut.Reason.BINARY, "")));
        return new CoverageFigures(
                project,
                contents.projects().stream()
                        .filter(some -> some.id().equals(project.id()))
                        .mapToLong(IndexContents.Project::definitions)
                        .sum(),
                IndexCoverage.read(database, project.id()),
                IndexContents.errorsOf(database, project.id(), MOST_ERRORS),
                tree,
                leftOut);
    }

    /** Returns how many files the index has. */
    public long files() {
        return coverage.languages().stream()
                .mapToLong(some -> some.parsed() + some.textOnly() + some.nameOnly())
                .sum();
    }
}
