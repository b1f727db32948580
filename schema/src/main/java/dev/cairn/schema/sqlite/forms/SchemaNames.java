package dev.cairn.schema.sqlite.forms;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The names that a query over some schemas can mean. */
final class SchemaNames {

    private SchemaNames() {}

    /** Returns the keys of all tables, views and columns; of what a view names, rather too many. */
    static Set<String> of(Schema... schemas) {
        Set<String> names = new HashSet<>();
        for (Schema schema : schemas) {
            Stream.of(
                            schema.tables(),
                            schema.virtualTables(),
                            schema.views(),
                            schema.opaqueObjects())
                    .flatMap(List::stream)
                    .forEach(object -> names.add(Identifier.key(object.name())));
            schema.triggers().forEach(trigger -> names.add(Identifier.key(trigger.table())));
            schema.tables().stream()
                    .flatMap(table -> table.columns().stream())
                    .forEach(column -> names.add(Identifier.key(column.name())));
            schema.virtualTables().stream()
                    .flatMap(table -> table.arguments().stream())
                    .forEach(argument -> addWords(argument, names));
            schema.views().forEach(view -> addWords(view.sql(), names));
        }
        return names;
    }

    private static void addWords(String sql, Set<String> names) {
        List<SqlToken> tokens = SqlTokenizer.tokens(sql);
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            boolean named = token.kind() == Kind.WORD || (i > 0 && tokens.get(i - 1).is("AS"));
            if (named || (token.kind() == Kind.QUOTED_NAME && token.text().charAt(0) != '"')) {
                names.add(Identifier.key(token.unquoted()));
            }
        }
    }
}
