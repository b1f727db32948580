package dev.cairn.index.reference;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.IndexState;
import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.Extractor;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.language.Languages;
import dev.cairn.index.scan.RevisionFiles;
import dev.cairn.index.scan.RevisionFiles.ChangedFile;
import dev.cairn.index.scan.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The definitions that were added, changed or removed since a revision of git. Both texts are
 * parsed now, so the answer does not depend on how fresh the index is.
 *
 * @param revision the revision
 * @param changes the changes, by file and line
 * @param tests the tests that use what was changed, by their path, as far as the index knows
 * @param files how many files differ
 * @param complete whether all of them were read
 * @param testsComplete whether all uses of what was changed were followed
 * @param index how fresh and how complete the index is
 */
public record ChangedDefinitions(
        String revision,
        List<Change> changes,
        List<AffectedTest> tests,
        int files,
        boolean complete,
        boolean testsComplete,
        IndexState index) {

    private static final int MOST_FILES = 500;

    public ChangedDefinitions {
        changes = List.copyOf(changes);
        tests = List.copyOf(tests);
    }

    /** What happened to a definition. */
    public enum What {
        ADDED,
        CHANGED,
        REMOVED
    }

    /**
     * A definition that differs.
     *
     * @param line its line now; for one that was removed, its line before
     */
    public record Change(
            What what,
            String path,
            int line,
            String kind,
            String qualifiedName,
            String signature) {}

    /**
     * A test file that uses what was changed.
     *
     * @param uses the qualified name of the changed definition that is closest to it
     * @param depth 0 for a test that was changed itself, 1 for a direct use, 2 for a use of what
     *     uses it, and so on
     * @param certainty how certain the last step is
     */
    public record AffectedTest(String path, String uses, int depth, Certainty certainty) {}

    /**
     * Compares the files of a project with a revision.
     *
     * @param root the project's folder
     * @param cancelled whether the answer is not wanted any more
     */
    public static ChangedDefinitions since(
            CodeDatabase database,
            Path root,
            String revision,
            AnswerFreshness freshness,
            BooleanSupplier cancelled) {
        DatabaseDriver driver = database.driver();
        List<ChangedFile> files = RevisionFiles.since(root, revision, paths(driver, root));
        List<Change> changes = new ArrayList<>();
        int read = 0;
        try (Extractor extractor = new Extractor()) {
            for (ChangedFile file : files) {
                if (read == MOST_FILES || cancelled.getAsBoolean()) {
                    break;
                }
                read++;
                changes.addAll(compare(extractor, file));
            }
        }
        AffectedTests tests = new AffectedTests(driver, root, cancelled);
        tests.follow(changes);
        return new ChangedDefinitions(
                revision,
                changes,
                List.copyOf(tests.all()),
                files.size(),
                read == files.size(),
                tests.isComplete(),
                freshness.state(driver));
    }

    private static List<String> paths(DatabaseDriver driver, Path root) {
        List<String> paths = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT f.path FROM files f JOIN projects p ON p.id = f.project_id"
                                + " WHERE f.deleted = 0 AND p.root_path = ?",
                        root.toString())) {
            while (rows.next()) {
                paths.add(rows.requiredText(0));
            }
        }
        return paths;
    }

    private static List<Change> compare(Extractor extractor, ChangedFile file) {
        Map<String, Parsed> before = parsed(extractor, file.path(), file.before());
        Map<String, Parsed> after = parsed(extractor, file.path(), file.after());
        List<Change> changes = new ArrayList<>();
        after.forEach((key, now) -> {
            Parsed old = before.get(key);
            if (old == null) {
                changes.add(now.change(What.ADDED, file.path()));
            } else if (!old.text.equals(now.text)) {
                changes.add(now.change(What.CHANGED, file.path()));
            }
        });
        before.forEach((key, old) -> {
            if (!after.containsKey(key)) {
                changes.add(old.change(What.REMOVED, file.path()));
            }
        });
        return changes;
    }

    /** A definition with its own text. */
    private record Parsed(Definition definition, String text) {

        Change change(What what, String path) {
            return new Change(
                    what,
                    path,
                    definition.line(),
                    definition.kind().id(),
                    definition.qualifiedName(),
                    definition.signature());
        }
    }

    /** Returns definitions by what identifies them: name, kind, and number among equal ones. */
    private static Map<String, Parsed> parsed(
            Extractor extractor, String path, Optional<byte[]> bytes) {
        if (bytes.isEmpty() || !(SourceText.of(bytes.get()) instanceof SourceText.Text text)) {
            return Map.of();
        }
        String source = text.text();
        SourceFacts facts = extractor.extract(Languages.of(path, source), path, source);
        Map<Integer, String> own = new HashMap<>();
        facts.chunks()
                .forEach(chunk ->
                        own.merge(chunk.definition(), chunk.content(), (a, b) -> a + "\n" + b));
        Map<String, Parsed> all = new LinkedHashMap<>();
        for (int i = 0; i < facts.definitions().size(); i++) {
            Definition definition = facts.definitions().get(i);
            String name = definition.kind().id() + " " + definition.qualifiedName();
            int number = 1;
            while (all.containsKey(name + " " + number)) {
                number++;
            }
            String content =
                    own.getOrDefault(i, "").replace("\r", "").replaceAll("\\s*\n\\s*", "\n")
                            + definition.docstring().orElse("");
            all.put(name + " " + number, new Parsed(definition, content));
        }
        return all;
    }
}
