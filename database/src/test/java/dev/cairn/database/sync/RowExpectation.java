package dev.cairn.database.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.schema.Column;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import dev.cairn.schema.compare.Renames;
import dev.cairn.schema.sqlite.SqliteDialect;
import dev.cairn.schema.sqlite.forms.Affinity;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the rows of a database must be after a change: every value of every column that is still
 * there, under its new name, in the row with the same id. Where the type changes the values must
 * read the same; where the definition says what becomes of them, the case's own queries tell.
 */
final class RowExpectation {

    private final TestDatabase database;
    private final List<Expected> expected = new ArrayList<>();
    private final List<String> sequencesExpected = new ArrayList<>();

    private record Expected(
            String table, boolean withIds, List<String> expressions, List<String> rows) {}

    RowExpectation(TestDatabase database, Schema before, SchemaDefinition definition) {
        this.database = database;
        Renames renames = Renames.between(before, definition, SqliteDialect.INSTANCE);
        List<String> sequences = TableContent.sequences(database);
        for (Table declared : definition.schema().tables()) {
            if (isNew(declared, definition.schema(), renames)) {
                continue;
            }
            String former = renames.formerTable(declared.name()).orElse(declared.name());
            before.table(former)
                    .ifPresent(live -> expect(live, declared, renames, definition.hints()));
            before.table(former)
                    .filter(live -> isAutoincrement(live) && isAutoincrement(declared))
                    .ifPresent(live ->
                            sequences.stream()
                                    .filter(row -> row.startsWith(live.name() + "|"))
                                    .map(row -> row.substring(live.name().length()))
                                    .map(rest -> declared.name() + rest)
                                    .forEach(sequencesExpected::add));
        }
    }

    /** The table that had this name may have another now. */
    private static boolean isNew(Table declared, Schema schema, Renames renames) {
        return renames.formerTable(declared.name()).isEmpty()
                && schema.tables().stream()
                        .flatMap(table -> renames.formerTable(table.name()).stream())
                        .anyMatch(former -> Identifier.same(former, declared.name()));
    }

    private static boolean isAutoincrement(Table table) {
        return table.primaryKey().filter(key -> key.autoincrement()).isPresent();
    }

    private void expect(Table live, Table declared, Renames renames, DefinitionHints hints) {
        List<String> now = new ArrayList<>();
        List<String> then = new ArrayList<>();
        for (Column column : declared.columns()) {
            String former =
                    renames.formerColumn(declared.name(), column.name()).orElse(column.name());
            Optional<Column> old =
                    live.column(former)
                            .filter(found ->
                                    !former.equals(column.name())
                                            || !isRenamedAway(found, declared, renames));
            if (old.isPresent() && !isGiven(hints, declared, column) && !computed(column)) {
                boolean same =
                        Identifier.same(old.get().type(), column.type())
                                && SqliteTable.strict(live) == SqliteTable.strict(declared);
                boolean text = isText(old.get()) || isText(column);
                then.add(seen(former, same, text));
                now.add(seen(column.name(), same, text));
            }
        }
        boolean ids = keepsIds(live, declared);
        expected.add(
                new Expected(
                        declared.name(),
                        ids,
                        now,
                        TableContent.of(database, live, ids, then.stream())));
    }

    private static boolean isRenamedAway(Column found, Table declared, Renames renames) {
        return declared.columns().stream()
                .anyMatch(other ->
                        renames.formerColumn(declared.name(), other.name())
                                .filter(former -> Identifier.same(former, found.name()))
                                .isPresent());
    }

    private static String seen(String column, boolean same, boolean text) {
        if (same) {
            return TableContent.exact(column);
        }
        return text ? TableContent.asText(column) : TableContent.asNumber(column);
    }

    private static boolean isText(Column column) {
        return Affinity.of(column.type(), false) == Affinity.TEXT;
    }

    private static boolean computed(Column column) {
        return column.generated().isPresent();
    }

    private static boolean isGiven(DefinitionHints hints, Table table, Column column) {
        return Optional.ofNullable(hints.tables().get(table.name()))
                .map(hint -> hint.columns().get(column.name()))
                .filter(hint -> hint.backfill().isPresent() || hint.using().isPresent())
                .isPresent();
    }

    /** Row ids cannot be the same where one side has none or gives them another meaning. */
    private static boolean keepsIds(Table live, Table declared) {
        Optional<String> alias = SqliteTable.rowidAlias(declared).map(Column::name);
        boolean newMeaning =
                alias.filter(name -> live.column(name).isPresent()).isPresent()
                        && !SqliteTable.rowidAlias(live).map(Column::name).equals(alias);
        return !SqliteTable.withoutRowid(live)
                && !SqliteTable.withoutRowid(declared)
                && !newMeaning;
    }

    void check(Schema after) {
        for (Expected rows : expected) {
            Table table = after.table(rows.table()).orElseThrow();
            assertThat(
                            TableContent.of(
                                    database, table, rows.withIds(), rows.expressions().stream()))
                    .as("rows of " + rows.table())
                    .isEqualTo(rows.rows());
        }
        assertThat(TableContent.sequences(database)).containsAll(sequencesExpected);
    }
}
