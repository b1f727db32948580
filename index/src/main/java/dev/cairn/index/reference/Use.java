package dev.cairn.index.reference;

import dev.cairn.index.freshness.IndexedFile;
import java.util.Optional;

/**
 * A place where a name is used.
 *
 * @param kind call, type or name
 * @param receiver what is written before the name; {@code ?} for an expression
 * @param column the column of the name in UTF-16 units, from 1
 * @param definition the id of the innermost definition around it; 0 for none
 * @param inside its qualified name; empty for none
 * @param ownObject whether the receiver is the object of the method around it: {@code this}, {@code
 *     self}, or the variable that its signature names
 */
public record Use(
        long fileId,
        IndexedFile file,
        String language,
        String name,
        String kind,
        Optional<String> receiver,
        long line,
        long column,
        long definition,
        String inside,
        boolean ownObject) {

    /** Returns the path of the file. */
    public String path() {
        return file.path();
    }

    /** Returns the folder of the file. */
    String folder() {
        int slash = path().lastIndexOf('/');
        return slash < 0 ? "" : path().substring(0, slash);
    }

    /** Returns the last name of the receiver; empty if there is none. */
    String lastReceiver() {
        return receiver.map(text -> text.substring(text.lastIndexOf('.') + 1)).orElse("");
    }
}
