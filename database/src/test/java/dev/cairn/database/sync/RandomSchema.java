package dev.cairn.database.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * A schema made by chance, with rows, and the changes that lead to another. Objects refer to each
 * other by identity, so that a rename reaches whatever names the renamed thing.
 */
final class RandomSchema {

    private static final List<String> TYPES =
            List.of("INTEGER", "TEXT", "REAL", "BLOB", "INT", "VARCHAR(20)", "NUMERIC", "");
    private static final List<String> STRICT_TYPES =
            List.of("INTEGER", "TEXT", "REAL", "BLOB", "INT", "ANY");
    private static final List<String> COLLATIONS = List.of("", "", "", "NOCASE", "RTRIM");

    private final Random random;
    private final List<RandomTable> tables = new ArrayList<>();
    private final List<RandomView> views = new ArrayList<>();
    private int names;

    RandomSchema(Random random) {
        this.random = random;
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            addTable();
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            addView();
        }
    }

    /** A table. */
    private static final class RandomTable {

        String name = "";
        String formerName = "";
        boolean strict;
        boolean withoutRowid;
        boolean autoincrement;
        RandomColumn key = new RandomColumn();
        final List<RandomColumn> columns = new ArrayList<>();
        final List<RandomIndex> indexes = new ArrayList<>();
        final List<String> triggers = new ArrayList<>();
    }

    /** A column. */
    private static final class RandomColumn {

        String name = "";
        String formerName = "";
        String type = "";
        String collation = "";
        String defaultValue = "";
        String backfill = "";
        boolean notNull;
        boolean unique;
        String check = "";
        String generated = "";
        boolean references;
    }

    private record RandomIndex(String name, boolean unique, RandomColumn column, String where) {}

    private record RandomView(String name, RandomTable table, List<RandomColumn> columns) {}

    private String fresh(String prefix) {
        names++;
        return prefix + names;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void addTable() {
        RandomTable table = new RandomTable();
        table.name = fresh("t");
        table.strict = chance(20);
        table.withoutRowid = chance(15);
        table.key.name = fresh("k");
        table.key.type = chance(70) ? "INTEGER" : "TEXT";
        table.autoincrement = !table.withoutRowid && table.key.type.equals("INTEGER") && chance(30);
        for (int i = 0; i < 1 + random.nextInt(5); i++) {
            addColumn(table);
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            addIndex(table);
        }
        if (chance(40)) {
            table.triggers.add(fresh("tr"));
        }
        tables.add(table);
    }

    private RandomColumn addColumn(RandomTable table) {
        RandomColumn column = new RandomColumn();
        column.name = fresh("c");
        column.type = any(table.strict ? STRICT_TYPES : TYPES);
        column.collation = any(COLLATIONS);
        column.notNull = chance(20);
        column.defaultValue = chance(30) ? defaultFor(column.type) : "";
        column.unique = chance(10);
        column.check = chance(15) ? any(List.of(" IS NOT 'bad'", " IS NOT 13")) : "";
        column.references = column.type.equals("INTEGER") && chance(30);
        if (!table.columns.isEmpty() && chance(10)) {
            column.generated = any(List.of("VIRTUAL", "STORED"));
            column.defaultValue = "";
            column.references = false;
            column.notNull = false;
        }
        table.columns.add(column);
        return column;
    }

    private String defaultFor(String type) {
        return switch (type) {
            case "INTEGER", "INT", "NUMERIC" -> any(List.of("0", "-5", "(40 + 2)"));
            case "REAL" -> "1.5";
            case "BLOB" -> "x'00ff'";
            default -> any(List.of("'d'", "''", "'it''s'"));
        };
    }

    private void addIndex(RandomTable table) {
        List<RandomColumn> usable =
                table.columns.stream().filter(column -> column.generated.isEmpty()).toList();
        if (!usable.isEmpty()) {
            RandomColumn column = any(usable);
            String where = chance(25) ? " IS NOT NULL" : "";
            table.indexes.add(new RandomIndex(fresh("i"), chance(15), column, where));
        }
    }

    private void addView() {
        RandomTable table = any(tables);
        List<RandomColumn> columns =
                table.columns.stream().filter(column -> chance(60)).collect(Collectors.toList());
        views.add(new RandomView(fresh("v"), table, columns));
    }

    /** Changes something, and forgets what was renamed and filled before. */
    void change(boolean dropping) {
        for (RandomTable table : tables) {
            table.formerName = "";
            table.columns.forEach(column -> {
                column.formerName = "";
                column.backfill = "";
            });
        }
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            changeOnce(any(tables), dropping);
        }
    }

    private void changeOnce(RandomTable table, boolean dropping) {
        switch (random.nextInt(16)) {
            case 0, 1 -> fill(addColumn(table));
            case 2 -> renameTable(table);
            case 3, 4 -> renameColumn(any(table.columns));
            case 5 -> retype(table, any(table.columns));
            case 6 -> toggleNotNull(any(table.columns));
            case 7 -> any(table.columns).check = chance(50) ? "" : " IS NOT 'worse'";
            case 8 -> toggleUnique(any(table.columns));
            case 9 -> addIndex(table);
            case 10 -> addTable();
            case 11 -> toggleReference(any(table.columns));
            case 12 -> recollate(any(table.columns));
            case 13 -> table.triggers.add(fresh("tr"));
            case 14 -> addView();
            default -> drop(table, dropping);
        }
    }

    private void fill(RandomColumn column) {
        if (column.notNull && column.generated.isEmpty() && chance(50)) {
            column.backfill = column.defaultValue.isEmpty() ? "7" : column.defaultValue;
        }
    }

    private void renameTable(RandomTable table) {
        if (table.formerName.isEmpty()) {
            table.formerName = table.name;
            table.name = fresh("t");
        }
    }

    private void renameColumn(RandomColumn column) {
        if (column.formerName.isEmpty()) {
            column.formerName = column.name;
            column.name = fresh("c");
        }
    }

    private void retype(RandomTable table, RandomColumn column) {
        if (column.generated.isEmpty() && !column.references) {
            column.type = any(table.strict ? STRICT_TYPES : TYPES);
            column.defaultValue = "";
        }
    }

    private void toggleNotNull(RandomColumn column) {
        if (column.generated.isEmpty()) {
            column.notNull = !column.notNull;
            column.backfill = column.notNull && chance(50) ? "'f'" : "";
        }
    }

    private static void toggleUnique(RandomColumn column) {
        column.unique = column.generated.isEmpty() && !column.unique;
    }

    private static void toggleReference(RandomColumn column) {
        if (column.type.equals("INTEGER") && column.generated.isEmpty()) {
            column.references = !column.references;
        }
    }

    private void recollate(RandomColumn column) {
        column.collation = any(COLLATIONS);
    }

    private void drop(RandomTable table, boolean dropping) {
        boolean manyColumns = table.columns.size() > 1;
        RandomColumn column = table.columns.getLast();
        boolean feeds = table.columns.stream().anyMatch(other -> !other.generated.isEmpty());
        if (dropping && manyColumns && !(feeds && column.generated.isEmpty())) {
            table.columns.remove(column);
            table.indexes.removeIf(index -> index.column() == column);
            views.forEach(view -> view.columns().remove(column));
        } else if (!table.indexes.isEmpty()) {
            table.indexes.removeLast();
        }
    }

    /** Returns the schema as a definition. */
    String sql() {
        StringBuilder sql = new StringBuilder();
        tables.forEach(table -> appendTable(table, sql));
        for (RandomTable table : tables) {
            for (RandomIndex index : table.indexes) {
                appendIndex(table, index, sql);
            }
        }
        for (RandomView view : views) {
            sql.append("CREATE VIEW ").append(view.name()).append(" AS SELECT ");
            sql.append(view.table().key.name);
            view.columns().forEach(column -> sql.append(", ").append(column.name));
            sql.append(" FROM ").append(view.table().name).append(";\n");
        }
        for (RandomTable table : tables) {
            for (String trigger : table.triggers) {
                sql.append("CREATE TRIGGER ").append(trigger);
                sql.append(" AFTER DELETE ON ").append(table.name);
                sql.append(" BEGIN DELETE FROM ").append(tables.getFirst().name);
                sql.append(" WHERE ").append(tables.getFirst().key.name).append(" IS old.");
                sql.append(table.key.name).append("; END;\n");
            }
        }
        return sql.toString();
    }

    private static void appendIndex(RandomTable table, RandomIndex index, StringBuilder sql) {
        sql.append("CREATE ").append(index.unique() ? "UNIQUE " : "").append("INDEX ");
        sql.append(index.name()).append(" ON ").append(table.name).append('(');
        sql.append(index.column().name).append(')');
        if (!index.where().isEmpty()) {
            sql.append(" WHERE ").append(index.column().name).append(index.where());
        }
        sql.append(";\n");
    }

    private void appendTable(RandomTable table, StringBuilder sql) {
        if (!table.formerName.isEmpty()) {
            sql.append("-- cairn: renamed_from=").append(table.formerName).append('\n');
        }
        sql.append("CREATE TABLE ").append(table.name).append(" (\n  ").append(table.key.name);
        sql.append(' ').append(table.key.type).append(" PRIMARY KEY");
        sql.append(table.autoincrement ? " AUTOINCREMENT" : "");
        for (RandomColumn column : table.columns) {
            sql.append(",\n");
            appendHint("renamed_from", column.formerName, sql);
            appendHint("backfill", column.backfill, sql);
            appendColumn(table, column, sql);
        }
        sql.append("\n)").append(table.strict ? " STRICT" : "");
        sql.append(table.strict && table.withoutRowid ? "," : "");
        sql.append(table.withoutRowid ? " WITHOUT ROWID" : "").append(";\n");
    }

    private static void appendHint(String key, String value, StringBuilder sql) {
        if (!value.isEmpty()) {
            sql.append("  -- cairn: ").append(key).append('=').append(value).append('\n');
        }
    }

    private void appendColumn(RandomTable table, RandomColumn column, StringBuilder sql) {
        sql.append("  ").append(column.name).append(' ').append(column.type);
        if (!column.generated.isEmpty()) {
            String source =
                    table.columns.stream()
                            .filter(other -> other.generated.isEmpty())
                            .findFirst()
                            .orElse(table.key)
                            .name;
            sql.append(" GENERATED ALWAYS AS (NULL AND ").append(source).append(") ");
            sql.append(column.generated);
            return;
        }
        sql.append(column.notNull ? " NOT NULL" : "");
        sql.append(column.defaultValue.isEmpty() ? "" : " DEFAULT " + column.defaultValue);
        sql.append(column.collation.isEmpty() ? "" : " COLLATE " + column.collation);
        sql.append(column.unique ? " UNIQUE" : "");
        if (!column.check.isEmpty()) {
            sql.append(" CHECK (").append(column.name).append(column.check).append(')');
        }
        if (column.references && tables.getFirst().key.type.equals("INTEGER")) {
            sql.append(" REFERENCES ").append(tables.getFirst().name);
            sql.append('(').append(tables.getFirst().key.name).append(") ON DELETE CASCADE");
        }
    }

    /** Returns statements that put rows in, of which constraints refuse some. */
    List<String> inserts() {
        List<String> inserts = new ArrayList<>();
        for (RandomTable table : tables) {
            List<RandomColumn> columns =
                    table.columns.stream().filter(column -> column.generated.isEmpty()).toList();
            for (int i = 0; i < random.nextInt(30); i++) {
                String names = columns.stream().map(column -> ", " + column.name).collect(joined());
                String values = columns.stream().map(column -> ", " + value()).collect(joined());
                String key =
                        table.key.type.equals("INTEGER")
                                ? String.valueOf(random.nextInt(60))
                                : "'key" + random.nextInt(60) + "'";
                inserts.add(
                        "INSERT OR IGNORE INTO "
                                + table.name
                                + "("
                                + table.key.name
                                + names
                                + ") VALUES ("
                                + key
                                + values
                                + ")");
            }
        }
        return inserts;
    }

    private static Collector<CharSequence, ?, String> joined() {
        return Collectors.joining();
    }

    private String value() {
        return switch (random.nextInt(9)) {
            case 0 -> "NULL";
            case 1, 2 -> String.valueOf(random.nextInt(50));
            case 3 -> "'text" + random.nextInt(20) + "'";
            case 4 -> "'" + random.nextInt(20) + "'";
            case 5 -> random.nextInt(20) + ".5";
            case 6 -> "x'0" + random.nextInt(10) + "'";
            case 7 -> "'TEXT" + random.nextInt(20) + "'";
            default -> any(List.of("'007'", "9007199254740993", "'1e3'", "''", "-1"));
        };
    }
}
