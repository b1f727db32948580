package dev.cairn.schema;

/**
 * The rules for names: SQLite folds the ASCII letters of an identifier and no others
 * (https://www.sqlite.org/lang_keywords.html and sqlite3StrICmp).
 */
public final class Identifier {

    private Identifier() {}

    /** Returns whether both names mean the same object. */
    public static boolean same(String first, String second) {
        if (first.length() != second.length()) {
            return false;
        }
        for (int i = 0; i < first.length(); i++) {
            if (fold(first.charAt(i)) != fold(second.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the form of a name that is equal for all names that mean the same object. */
    public static String key(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            folded.append(fold(name.charAt(i)));
        }
        return folded.toString();
    }

    /** Returns the name in double quotes, ready to stand in a statement. */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static char fold(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
