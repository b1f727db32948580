package dev.cairn.index.extract;

import java.util.List;
import java.util.Locale;

/**
 * How the files of a language are recognised.
 *
 * @param endings what their names end with behind the last dot, in lower case
 * @param names whole names of files
 * @param interpreters the programs of a first line {@code #!}, without versions
 */
public record FileNames(List<String> endings, List<String> names, List<String> interpreters) {

    public FileNames {
        endings = List.copyOf(endings);
        names = List.copyOf(names);
        interpreters = List.copyOf(interpreters);
    }

    /** Returns files that are recognised by their endings, which are separated by spaces. */
    public static FileNames endings(String endings) {
        return new FileNames(words(endings), List.of(), List.of());
    }

    /** Returns the same, recognised by whole names too, which are separated by spaces. */
    public FileNames names(String more) {
        return new FileNames(endings, words(more), interpreters);
    }

    /** Returns the same, recognised by interpreters too, which are separated by spaces. */
    public FileNames interpreters(String more) {
        return new FileNames(endings, names, words(more));
    }

    /** Returns the ending of a path in lower case; empty if it has none. */
    public static String ending(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 || dot < path.lastIndexOf('/')
                ? ""
                : path.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
