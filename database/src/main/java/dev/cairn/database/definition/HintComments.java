package dev.cairn.database.definition;

import dev.cairn.database.engine.DefinitionRules;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.DefinitionHints.ColumnHints;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.DefinitionHints.VirtualTableHints;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.Schema;
import dev.cairn.schema.sqlite.text.SqlScript.Statement;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hints of an SQL definition, written as comments: {@code -- cairn: renamed_from=old}, also
 * {@code backfill=}, {@code using=} for columns, {@code source=} for virtual tables and {@code
 * version=} for the whole. A hint is about what stands before it in its line; alone in a line,
 * about what follows.
 */
final class HintComments {

    private static final String MARK = "cairn:";

    private final List<Hint> hints = new ArrayList<>();
    private final DefinitionRules rules;
    private String version = "";
    private SqlDefinition.@Nullable Source counted;
    private int countedTo;
    private int lines = 1;

    HintComments(DefinitionRules rules) {
        this.rules = rules;
    }

    /**
     * A hint and what it is about.
     *
     * @param column the column; empty if it is about the table
     */
    private record Hint(
            String object, Optional<String> column, String key, String value, String place) {}

    String version() {
        return version;
    }

    /**
     * Reads the hints at a statement.
     *
     * @param target the object that the statement creates; without one, only the version can stand
     *     there
     */
    void read(Statement statement, Optional<String> target, SqlDefinition.Source source) {
        List<SqlToken> comments = hintComments(statement.tokens());
        if (!comments.isEmpty()) {
            ColumnPlaces columns = new ColumnPlaces(statement, source.text());
            comments.forEach(comment -> read(comment, target, columns::columnOf, source));
        }
    }

    /** Reads the hints behind the last statement, where only the version can stand. */
    void readBehind(List<Statement> statements, SqlDefinition.Source source) {
        int end = statements.isEmpty() ? 0 : statements.getLast().tokens().getLast().end();
        List<SqlToken> behind =
                rules.comments(source.text()).stream()
                        .filter(token -> token.start() >= end)
                        .toList();
        hintComments(behind)
                .forEach(comment ->
                        read(comment, Optional.empty(), token -> Optional.empty(), source));
    }

    private void read(
            SqlToken comment,
            Optional<String> target,
            Function<SqlToken, Optional<String>> columnOf,
            SqlDefinition.Source source) {
        String place = source.name() + ":" + line(source, comment);
        String text = content(comment);
        int equals = text.indexOf('=');
        String key = equals < 0 ? text : text.substring(0, equals).strip();
        String value = equals < 0 ? "" : text.substring(equals + 1).strip();
        if (value.isEmpty()) {
            throw DefinitionErrors.at(place, "a hint has the form key=value", null);
        }
        if (key.equals("version")) {
            version = value;
        } else if (target.isPresent()) {
            hints.add(new Hint(target.get(), columnOf.apply(comment), key, value, place));
        } else {
            throw DefinitionErrors.at(place, "the hint is about nothing", null);
        }
    }

    /** Returns all hints, each about something that the schema has. */
    DefinitionHints hints(Schema schema) {
        Map<String, TableHints> tables = new HashMap<>();
        Map<String, VirtualTableHints> virtualTables = new HashMap<>();
        for (Hint hint : hints) {
            if (schema.virtualTable(hint.object()).isPresent()) {
                requireKey(hint, "source");
                virtualTables.put(hint.object(), new VirtualTableHints(Optional.of(hint.value())));
            } else if (!hasTable(schema, hint.object())) {
                throw DefinitionErrors.at(
                        hint.place(),
                        "a hint is about a table or a column, not about '" + hint.object() + "'",
                        null);
            } else {
                TableHints before = tables.getOrDefault(hint.object(), TableHints.NONE);
                tables.put(hint.object(), with(before, hint));
            }
        }
        return new DefinitionHints(tables, virtualTables);
    }

    private TableHints with(TableHints before, Hint hint) {
        if (hint.column().isEmpty()) {
            requireKey(hint, "renamed_from");
            return new TableHints(Optional.of(name(hint.value())), before.columns());
        }
        Map<String, ColumnHints> columns = new HashMap<>(before.columns());
        String column = hint.column().get();
        columns.put(column, with(columns.getOrDefault(column, ColumnHints.NONE), hint));
        return new TableHints(before.renamedFrom(), columns);
    }

    private ColumnHints with(ColumnHints before, Hint hint) {
        Optional<String> value = Optional.of(hint.value());
        return switch (hint.key()) {
            case "renamed_from" ->
                    new ColumnHints(
                            value.map(HintComments::name), before.backfill(), before.using());
            case "backfill" ->
                    new ColumnHints(before.renamedFrom(), expression(hint), before.using());
            case "using" ->
                    new ColumnHints(before.renamedFrom(), before.backfill(), expression(hint));
            default ->
                    throw DefinitionErrors.at(
                            hint.place(), "unknown hint '" + hint.key() + "' at a column", null);
        };
    }

    private Optional<String> expression(Hint hint) {
        try {
            rules.requireExpression(hint.value());
            return Optional.of(hint.value());
        } catch (SqlSyntaxException e) {
            throw DefinitionErrors.at(
                    hint.place(), "'" + hint.value() + "' is not one SQL expression", e);
        }
    }

    private static boolean hasTable(Schema schema, String name) {
        return schema.table(name).isPresent()
                || schema.engineObjects().stream()
                        .anyMatch(object ->
                                object.kind() == ObjectKind.TABLE && object.name().equals(name));
    }

    private static void requireKey(Hint hint, String key) {
        if (!hint.key().equals(key)) {
            throw DefinitionErrors.at(
                    hint.place(),
                    "unknown hint '" + hint.key() + "' at '" + hint.object() + "'",
                    null);
        }
    }

    /** A name may stand in quotes, as anywhere in SQL. */
    private static String name(String written) {
        return SqlTokenizer.tokens(written).getFirst().unquoted();
    }

    private static List<SqlToken> hintComments(List<SqlToken> tokens) {
        return tokens.stream()
                .filter(token -> token.kind() == Kind.COMMENT)
                .filter(token -> contentOf(token).startsWith(MARK))
                .toList();
    }

    private static String content(SqlToken comment) {
        return contentOf(comment).substring(MARK.length()).strip();
    }

    private static String contentOf(SqlToken comment) {
        String text = comment.text();
        boolean block = text.startsWith("/*");
        int end = block && text.endsWith("*/") ? text.length() - 2 : text.length();
        return text.substring(2, Math.max(2, end)).strip();
    }

    /** Returns the line of a token, counted on from the token before it. */
    private int line(SqlDefinition.Source source, SqlToken token) {
        if (!source.equals(counted) || token.start() < countedTo) {
            counted = source;
            countedTo = 0;
            lines = 1;
        }
        for (; countedTo < token.start(); countedTo++) {
            if (source.text().charAt(countedTo) == '\n') {
                lines++;
            }
        }
        return lines;
    }
}
