package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.Identifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the CREATE text of an object names, and the same text with other names. */
public final class ObjectText {

    private ObjectText() {}

    /**
     * Returns a CREATE statement for the same thing under another name. Its CHECKs may name it
     * before their columns; they do not do so in what is returned, and mean the same.
     */
    public static String renamed(String create, String name) {
        List<SqlToken> tokens = SqlTokenizer.tokens(create);
        int position = 1;
        while (!tokens.get(position - 1).is("TABLE")) {
            position++;
        }
        if (tokens.get(position).is("IF")) {
            position += 3;
        }
        int first = position;
        if (tokens.get(position + 1).is(".")) {
            position += 2;
        }
        return create.substring(0, tokens.get(first).start())
                + Identifier.quote(name)
                + SqlExpression.withoutQualifier(
                        create.substring(tokens.get(position).end()),
                        tokens.get(position).unquoted());
    }

    /** Returns the keys of all names that a statement could mean; too many rather than too few. */
    public static Set<String> names(String sql) {
        Set<String> names = new HashSet<>();
        for (SqlToken token : SqlTokenizer.tokens(sql)) {
            if (token.isName()) {
                names.add(Identifier.key(token.unquoted()));
            }
        }
        return names;
    }

    /** Returns whether a statement could mean a thing of that name. */
    public static boolean mentions(String sql, String name) {
        return names(sql).contains(Identifier.key(name));
    }
}
