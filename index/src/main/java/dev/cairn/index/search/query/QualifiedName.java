package dev.cairn.index.search.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name with what is around it, such as {@code Client.close}, {@code A::open} or {@code
 * Map#entry}.
 *
 * @param owner what is around the name, joined by dots; empty if nothing is
 * @param name the last name
 */
public record QualifiedName(String owner, String name) {

    private static final String IDENTIFIER = "[\\p{L}_$][\\p{L}\\p{N}\\p{M}_$]*";
    private static final String SEPARATOR = "(?:\\.|::|#|->)";
    private static final int LONGEST = 500;

    /** Made when it is needed, because most names are plain. */
    private static final class Form {
        private static final Pattern PATTERN =
                Pattern.compile(IDENTIFIER + "(?:" + SEPARATOR + IDENTIFIER + ")*(?:\\(\\))?");
    }

    /** Returns a text as a qualified name if it is one; an empty argument list is ignored. */
    public static Optional<QualifiedName> of(String text) {
        if (text.length() <= LONGEST && isPlain(text)) {
            return Optional.of(new QualifiedName("", text));
        }
        if (text.length() > LONGEST || !Form.PATTERN.matcher(text).matches()) {
            return Optional.empty();
        }
        String plain = text.endsWith("()") ? text.substring(0, text.length() - 2) : text;
        List<String> names = Arrays.asList(plain.split(SEPARATOR, -1));
        return Optional.of(
                new QualifiedName(
                        String.join(".", names.subList(0, names.size() - 1)), names.getLast()));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Returns whether something is around the name. */
    public boolean isQualified() {
        return !owner.isEmpty();
    }

    /** Returns all of it, joined by dots. */
    public String dotted() {
        return owner.isEmpty() ? name : owner + "." + name;
    }
}
