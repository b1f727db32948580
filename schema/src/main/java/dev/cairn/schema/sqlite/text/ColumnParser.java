package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.Column;
import dev.cairn.schema.Column.Generated;
import dev.cairn.schema.Column.NotNull;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.UniqueConstraint;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one column of a CREATE TABLE statement; the constraints written at it go to the table. */
final class ColumnParser {

    private static final Set<String> CONSTANTS =
            Set.of("null", "true", "false", "current_date", "current_time", "current_timestamp");

    private final TokenReader reader;
    private final TableParser table;

    private Optional<String> constraintName = Optional.empty();
    private Optional<NotNull> notNull = Optional.empty();
    private Optional<String> defaultExpression = Optional.empty();
    private Optional<String> collation = Optional.empty();
    private Optional<Generated> generated = Optional.empty();

    ColumnParser(TokenReader reader, TableParser table) {
        this.reader = reader;
        this.table = table;
    }

    Column parse() {
        String name = reader.name();
        String type = SqlType.read(reader);
        while (!reader.at(",") && !reader.at(")")) {
            readConstraint(name);
        }
        return new Column(name, type, notNull, defaultExpression, collation, generated);
    }

    private void readConstraint(String column) {
        if (reader.accept("CONSTRAINT")) {
            constraintName = Optional.of(reader.name());
            return;
        }
        if (reader.accept("PRIMARY", "KEY")) {
            readPrimaryKey(column);
        } else if (reader.accept("UNIQUE")) {
            table.addUnique(
                    new UniqueConstraint(
                            constraintName,
                            List.of(IndexedColumn.of(column)),
                            TableParser.conflict(reader)));
        } else if (reader.accept("CHECK")) {
            table.addCheck(constraintName, TableParser.expression(reader));
            TableParser.conflict(reader);
        } else if (reader.at("REFERENCES")) {
            table.addForeignKey(ForeignKeyParser.parse(reader, constraintName, List.of(column)));
        } else {
            readAttribute();
        }
        constraintName = Optional.empty();
    }

    private void readPrimaryKey(String column) {
        boolean descending = reader.accept("DESC");
        reader.accept("ASC");
        var conflict = TableParser.conflict(reader);
        boolean autoincrement = reader.accept("AUTOINCREMENT");
        var term = new IndexedColumn(column, true, Optional.empty(), descending);
        table.setPrimaryKey(
                new PrimaryKey(constraintName, List.of(term), autoincrement, conflict), true);
    }

    private void readAttribute() {
        if (reader.accept("NOT", "NULL")) {
            notNull = Optional.of(new NotNull(constraintName, TableParser.conflict(reader)));
        } else if (reader.accept("NULL")) {
            TableParser.conflict(reader);
        } else if (reader.accept("DEFAULT")) {
            defaultExpression = Optional.of(defaultValue());
        } else if (reader.accept("COLLATE")) {
            collation = Optional.of(reader.name());
        } else if (reader.accept("GENERATED", "ALWAYS", "AS") || reader.accept("AS")) {
            String expression = TableParser.expression(reader);
            boolean stored = reader.accept("STORED");
            reader.accept("VIRTUAL");
            generated = Optional.of(new Generated(expression, stored));
        } else {
            ForeignKeyParser.deferral(reader)
                    .ifPresentOrElse(table::deferLastForeignKey, this::failAtConstraint);
        }
    }

    private void failAtConstraint() {
        throw reader.error("a column constraint");
    }

    /** A bare or quoted word that is no constant is a string here. */
    private String defaultValue() {
        if (reader.at("(")) {
            return TableParser.expression(reader);
        }
        SqlToken first = reader.next();
        if (first.is("+") || first.is("-")) {
            return reader.textOf(List.of(first, reader.next()));
        }
        boolean word = first.kind() == Kind.WORD || first.kind() == Kind.QUOTED_NAME;
        boolean constant =
                first.kind() == Kind.WORD && CONSTANTS.contains(Identifier.key(first.text()));
        return word && !constant ? SqlText.string(first.unquoted()) : first.text();
    }
}
