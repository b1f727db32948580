package dev.cairn.index.edit;

import java.util.List;
import java.util.Optional;

/**
 * An edit that was made.
 *
 * @param editId names the edit for {@code undo}
 * @param path the file
 * @param hashBefore the SHA-256 of the content before, or {@value EditRequest#ABSENT}
 * @param hashAfter the SHA-256 of the content now, or {@value EditRequest#ABSENT}
 * @param definitionsBefore the definitions before, one line each
 * @param definitionsAfter the definitions now, one line each
 * @param syntaxErrors how many syntax errors the file has now
 * @param commitId the git commit, if one was made
 * @param notes further information for the caller, such as names that were not changed
 */
public record EditResult(
        String editId,
        String path,
        String hashBefore,
        String hashAfter,
        List<String> definitionsBefore,
        List<String> definitionsAfter,
        int syntaxErrors,
        Optional<String> commitId,
        List<String> notes) {

    public EditResult {
        definitionsBefore = List.copyOf(definitionsBefore);
        definitionsAfter = List.copyOf(definitionsAfter);
        notes = List.copyOf(notes);
    }
}
