package dev.cairn.index.extract;

import java.util.List;
import java.util.Optional;

/**
 * Something that a file defines under a name.
 *
 * @param name the name
 * @param qualifiedName the name with all that is around it, such as {@code java.util.List.of}
 * @param kind what it is
 * @param line the line of the name, counted from 1
 * @param column the column of the name in UTF-16 units, counted from 1
 * @param endLine the last line of the definition
 * @param exported whether other files can use it by the rules of the language
 * @param docstring what its documentation comment or string says, without the comment's marks
 * @param decorators its annotations or decorators as written
 * @param signature how it is declared, on one line, without body and decorators
 * @param parent the index of the definition around it in the file's list, or -1
 */
public record Definition(
        String name,
        String qualifiedName,
        DefinitionKind kind,
        int line,
        int column,
        int endLine,
        boolean exported,
        Optional<String> docstring,
        List<String> decorators,
        String signature,
        int parent) {

    public Definition {
        decorators = List.copyOf(decorators);
    }
}
