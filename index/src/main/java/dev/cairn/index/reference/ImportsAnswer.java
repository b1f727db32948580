package dev.cairn.index.reference;

import dev.cairn.index.answer.IndexState;
import java.util.List;
import java.util.Optional;

/**
 * What a file imports, or who imports it.
 *
 * @param path the file
 * @param imports the imports
 * @param complete whether there are not more
 * @param notes what a person should know about the answer
 * @param index how fresh and how complete the index is
 */
public record ImportsAnswer(
        String path,
        List<Resolved> imports,
        boolean complete,
        List<String> notes,
        IndexState index) {

    public ImportsAnswer {
        imports = List.copyOf(imports);
        notes = List.copyOf(notes);
    }

    /**
     * An import and the file that it means.
     *
     * @param target the path of the file; empty if the index does not have it
     * @param targetProject the UUID of its project
     */
    public record Resolved(
            ImportRow statement, Optional<String> target, Optional<String> targetProject) {

        static Resolved of(ImportRow statement, Optional<ImportTargets.Target> target) {
            return new Resolved(
                    statement,
                    target.map(ImportTargets.Target::path),
                    target.map(ImportTargets.Target::projectId));
        }
    }
}
