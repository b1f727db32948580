package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ConflictAction;
import dev.cairn.schema.EngineOptions;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Table;
import dev.cairn.schema.UniqueConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what stands behind the name in a CREATE TABLE statement. */
final class TableParser {

    private static final List<String> TABLE_CONSTRAINT_STARTS =
            List.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

    private final TokenReader reader;
    private final String name;
    private final String sql;

    private final List<Column> columns = new ArrayList<>();
    private final List<UniqueConstraint> uniqueConstraints = new ArrayList<>();
    private final List<CheckConstraint> checks = new ArrayList<>();
    private final List<ForeignKey> foreignKeys = new ArrayList<>();
    private Optional<PrimaryKey> primaryKey = Optional.empty();
    private boolean keyStandsAtColumn;
    private boolean strict;
    private boolean withoutRowid;

    TableParser(TokenReader reader, String name, String sql) {
        this.reader = reader;
        this.name = name;
        this.sql = sql;
    }

    Table parse() {
        reader.expect("(");
        do {
            columns.add(new ColumnParser(reader, this).parse());
        } while (reader.accept(",") && !reader.atAny(TABLE_CONSTRAINT_STARTS));
        readTableConstraints();
        reader.expect(")");
        readTableOptions();
        return new Table(
                name,
                columns,
                primaryKey.map(this::withoutIdleTerms),
                uniqueConstraints,
                checks,
                foreignKeys,
                new EngineOptions.Sqlite(strict, withoutRowid),
                sql);
    }

    /**
     * The key of a table whose rows it numbers has neither order nor collation, whatever is written
     * in the list of a table constraint; only at the column does DESC prevent the numbering.
     */
    private PrimaryKey withoutIdleTerms(PrimaryKey key) {
        if (withoutRowid || keyStandsAtColumn || key.columns().size() != 1) {
            return key;
        }
        String column = key.columns().getFirst().expression();
        boolean numbersRows =
                columns.stream()
                        .filter(candidate -> Identifier.same(candidate.name(), column))
                        .anyMatch(candidate -> Identifier.same(candidate.type(), "INTEGER"));
        return numbersRows
                ? new PrimaryKey(
                        key.name(),
                        List.of(IndexedColumn.of(column)),
                        key.autoincrement(),
                        key.onConflict())
                : key;
    }

    /** SQLite takes table constraints without commas between them. */
    private void readTableConstraints() {
        Optional<String> constraintName = Optional.empty();
        while (!reader.at(")")) {
            if (reader.accept(",")) {
                constraintName = Optional.empty();
            } else if (reader.accept("CONSTRAINT")) {
                constraintName = Optional.of(reader.name());
            } else {
                readTableConstraint(constraintName);
                constraintName = Optional.empty();
            }
        }
    }

    private void readTableConstraint(Optional<String> constraintName) {
        if (reader.accept("PRIMARY", "KEY")) {
            IndexedTerms key = IndexedTerms.read(reader);
            setPrimaryKey(
                    new PrimaryKey(
                            constraintName, key.terms(), key.autoincrement(), conflict(reader)),
                    false);
        } else if (reader.accept("UNIQUE")) {
            List<IndexedColumn> terms = IndexedTerms.read(reader).terms();
            addUnique(new UniqueConstraint(constraintName, terms, conflict(reader)));
        } else if (reader.accept("CHECK")) {
            addCheck(constraintName, expression(reader));
            conflict(reader);
        } else if (reader.accept("FOREIGN", "KEY")) {
            List<String> referring = reader.namesInParentheses();
            addForeignKey(ForeignKeyParser.parse(reader, constraintName, referring));
        } else {
            throw reader.error("a table constraint");
        }
    }

    private void readTableOptions() {
        while (!reader.atEnd()) {
            if (reader.accept("WITHOUT", "ROWID")) {
                withoutRowid = true;
            } else if (reader.accept("STRICT")) {
                strict = true;
            } else {
                reader.expect(",");
            }
        }
    }

    void setPrimaryKey(PrimaryKey key, boolean standsAtColumn) {
        primaryKey = Optional.of(key);
        keyStandsAtColumn = standsAtColumn;
    }

    void addUnique(UniqueConstraint constraint) {
        uniqueConstraints.add(constraint);
    }

    void addCheck(Optional<String> constraintName, String expression) {
        checks.add(
                new CheckConstraint(
                        constraintName, SqlExpression.withoutQualifier(expression, name)));
    }

    void addForeignKey(ForeignKey foreignKey) {
        foreignKeys.add(foreignKey);
    }

    /** DEFERRABLE may stand behind its REFERENCES with other constraints in between. */
    void deferLastForeignKey(ForeignKey.Deferral deferral) {
        if (foreignKeys.isEmpty()) {
            return;
        }
        ForeignKey last = foreignKeys.removeLast();
        foreignKeys.add(
                new ForeignKey(
                        last.name(),
                        last.columns(),
                        last.referencedTable(),
                        last.referencedColumns(),
                        last.onDelete(),
                        last.onUpdate(),
                        deferral));
    }

    static String expression(TokenReader reader) {
        return SqlExpression.stripOuterParentheses(reader.textInParentheses());
    }

    static ConflictAction conflict(TokenReader reader) {
        return reader.accept("ON", "CONFLICT")
                ? ConflictAction.valueOf(reader.next().text().toUpperCase(Locale.ROOT))
                : ConflictAction.ABORT;
    }
}
