package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.Index;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import java.util.List;
import java.util.Optional;

/**
 * Reads a CREATE statement into the object that it makes. Of views and triggers only what they are
 * called and what they stand on is taken; the rest stays text.
 */
public final class CreateStatement {

    private CreateStatement() {}

    /**
     * Returns the object that a CREATE TABLE, VIRTUAL TABLE, INDEX, VIEW or TRIGGER statement
     * makes.
     *
     * @param sql one statement without a final semicolon
     * @throws SqlSyntaxException if it is another statement or not as SQLite's grammar wants it
     */
    public static SchemaObject parse(String sql) {
        TokenReader reader = new TokenReader(sql);
        reader.expect("CREATE");
        if (!reader.accept("TEMP")) {
            reader.accept("TEMPORARY");
        }
        if (reader.accept("TABLE")) {
            return new TableParser(reader, startOf(reader), sql).parse();
        }
        if (reader.accept("VIRTUAL", "TABLE")) {
            return virtualTable(reader, sql);
        }
        if (reader.accept("VIEW")) {
            return new View(startOf(reader), sql);
        }
        if (reader.accept("TRIGGER")) {
            return trigger(reader, sql);
        }
        boolean unique = reader.accept("UNIQUE");
        reader.expect("INDEX");
        return index(reader, unique, sql);
    }

    /**
     * Returns what stands behind the name in a CREATE statement: the part that says what the object
     * is, whatever it is called and however its creation was put.
     *
     * @throws SqlSyntaxException if it is no CREATE statement
     */
    public static String textBehindName(String sql) {
        TokenReader reader = new TokenReader(sql);
        reader.expect("CREATE");
        while (!reader.atAny(List.of("TABLE", "VIEW", "TRIGGER", "INDEX")) && !reader.atEnd()) {
            reader.next();
        }
        reader.next();
        startOf(reader);
        return sql.substring(reader.peek().start());
    }

    private static String startOf(TokenReader reader) {
        reader.accept("IF", "NOT", "EXISTS");
        return reader.qualifiedName();
    }

    private static VirtualTable virtualTable(TokenReader reader, String sql) {
        String name = startOf(reader);
        reader.expect("USING");
        String module = reader.name();
        List<String> arguments = List.of();
        if (reader.accept("(")) {
            arguments =
                    TokenReader.splitAtCommas(reader.tokensUntilClosed()).stream()
                            .map(reader::textOf)
                            .toList();
        }
        requireEnd(reader);
        return new VirtualTable(name, module, withoutOnlyEmpty(arguments), List.of(), sql);
    }

    private static List<String> withoutOnlyEmpty(List<String> arguments) {
        return arguments.equals(List.of("")) ? List.of() : arguments;
    }

    private static Index index(TokenReader reader, boolean unique, String sql) {
        String name = startOf(reader);
        reader.expect("ON");
        String table = reader.name();
        var terms = IndexedTerms.read(reader).terms();
        Optional<String> where = Optional.empty();
        if (reader.accept("WHERE")) {
            SqlToken first = reader.peek();
            String condition = SqlExpression.stripOuterParentheses(sql.substring(first.start()));
            where = Optional.of(SqlExpression.withoutQualifier(condition, table));
            return new Index(name, table, unique, terms, where, sql);
        }
        requireEnd(reader);
        return new Index(name, table, unique, terms, where, sql);
    }

    private static Trigger trigger(TokenReader reader, String sql) {
        String name = startOf(reader);
        if (!reader.accept("BEFORE") && !reader.accept("AFTER")) {
            reader.accept("INSTEAD", "OF");
        }
        if (reader.accept("UPDATE", "OF")) {
            do {
                reader.name();
            } while (reader.accept(","));
        } else if (!reader.accept("DELETE") && !reader.accept("INSERT")) {
            reader.expect("UPDATE");
        }
        reader.expect("ON");
        return new Trigger(name, reader.qualifiedName(), sql);
    }

    private static void requireEnd(TokenReader reader) {
        if (!reader.atEnd()) {
            throw reader.error("the end");
        }
    }
}
