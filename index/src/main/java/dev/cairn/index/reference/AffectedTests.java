package dev.cairn.index.reference;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.reference.ChangedDefinitions.AffectedTest;
import dev.cairn.index.reference.ChangedDefinitions.Change;
import dev.cairn.index.reference.ChangedDefinitions.What;
import dev.cairn.index.reference.References.Direction;
import dev.cairn.index.search.query.QualifiedName;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The test files of a project that use changed definitions, directly or through other definitions.
 * A file is a test by its tag {@code test}. Uses of which only the name is known are left out.
 */
final class AffectedTests {

    private static final int MOST_DEFINITIONS = 100;
    private static final int DEPTH = 4;

    private static final Set<String> CALLABLE =
            Set.of("function", "method", "constructor", "macro");

    private static final Comparator<AffectedTest> CLOSEST =
            Comparator.comparingInt(AffectedTest::depth)
                    .thenComparing(AffectedTest::certainty)
                    .thenComparing(AffectedTest::uses);

    private final ReferenceQueries queries;
    private final String root;
    private final BooleanSupplier cancelled;
    private final Set<String> tests = new HashSet<>();
    private final Map<String, AffectedTest> found = new TreeMap<>();
    private boolean complete = true;

    AffectedTests(DatabaseDriver driver, Path root, BooleanSupplier cancelled) {
        this.queries = new ReferenceQueries(driver);
        this.root = root.toString();
        this.cancelled = cancelled;
        try (Rows rows =
                driver.query(
                        "SELECT f.path FROM file_tags t JOIN files f ON f.id = t.file_id"
                                + " JOIN projects p ON p.id = f.project_id"
                                + " WHERE t.tag = 'test' AND f.deleted = 0 AND p.root_path = ?",
                        this.root)) {
            while (rows.next()) {
                tests.add(rows.requiredText(0));
            }
        }
    }

    /** Follows the uses of what was changed. */
    void follow(List<Change> changes) {
        int followed = 0;
        for (Change change : changes) {
            if (tests.contains(change.path())) {
                if (change.what() != What.REMOVED) {
                    add(
                            new AffectedTest(
                                    change.path(), change.qualifiedName(), 0, Certainty.EXACT));
                }
            } else if (followed < MOST_DEFINITIONS && !cancelled.getAsBoolean()) {
                followed++;
                follow(change);
            } else {
                complete = false;
            }
        }
    }

    private void follow(Change change) {
        List<DefinitionRow> definitions =
                QualifiedName.of(change.qualifiedName())
                        .map(name -> queries.named(name, MOST_DEFINITIONS))
                        .orElse(List.of())
                        .stream()
                        .filter(row -> row.path().equals(change.path()) && isOfProject(row))
                        .toList();
        CodeReferences.Walk walk = new CodeReferences.Walk(queries, Direction.CALLERS, cancelled);
        walk.from(definitions, CALLABLE.contains(change.kind()) ? DEPTH : 1);
        complete &= walk.isComplete();
        for (Edge edge : walk.edges()) {
            boolean known = edge.certainty() != Certainty.NAME_ONLY;
            if (known && tests.contains(edge.use().path())) {
                add(
                        new AffectedTest(
                                edge.use().path(),
                                change.qualifiedName(),
                                edge.depth(),
                                edge.certainty()));
            }
        }
    }

    private boolean isOfProject(DefinitionRow row) {
        return row.file().projectRoot().equals(root);
    }

    private void add(AffectedTest test) {
        found.merge(test.path(), test, (a, b) -> CLOSEST.compare(a, b) <= 0 ? a : b);
    }

    /** Returns the tests by their path, each with its closest change. */
    Collection<AffectedTest> all() {
        return found.values();
    }

    /** Returns whether all uses were followed. */
    boolean isComplete() {
        return complete;
    }
}
