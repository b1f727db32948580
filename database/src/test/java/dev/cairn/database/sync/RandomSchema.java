package dev.cairn.database.sync;

import dev.cairn.database.sync.RandomTable.Column;
import dev.cairn.database.sync.RandomTable.Index;
import dev.cairn.database.sync.RandomTable.Text;
import dev.cairn.database.sync.RandomTable.View;
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
    private static final List<String> RULES =
            List.of("NULL AND %s", "typeof(%s)", "coalesce(%s, 'none')", "length(%s) + 1");
    private static final List<String> TERMS =
            List.of("%s", "%s", "%s DESC", "%s COLLATE NOCASE", "lower(%s)", "%s || 'x', %1$s");
    private static final List<String> PREDICATES =
            List.of("", "", "%2$s IS NOT NULL", "%1$s.%2$s > 5", "typeof(%2$s) = 'text'");
    private static final List<String> TEXT_OPTIONS =
            List.of("", ", prefix='2 3'", ", tokenize='porter'", ", detail=column");
    private static final List<String> COLLATIONS = List.of("", "", "", "NOCASE", "RTRIM");

    private final Random random;
    private final List<RandomTable> tables = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final List<Text> texts = new ArrayList<>();
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
        if (chance(25)) {
            addPair();
        }
        if (chance(30)) {
            addText(any(tables));
        }
    }

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

    private Column addColumn(RandomTable table) {
        Column column = new Column();
        column.name = fresh("c");
        column.type = any(table.strict ? STRICT_TYPES : TYPES);
        column.collation = any(COLLATIONS);
        column.notNull = chance(20);
        column.defaultValue = chance(30) ? defaultFor(column.type) : "";
        column.unique = chance(10);
        column.check = chance(15) ? any(List.of(" IS NOT 'bad'", " IS NOT 13")) : "";
        column.references = column.type.equals("INTEGER") && chance(30);
        column.qualified = chance(30);
        if (!table.columns.isEmpty() && chance(12)) {
            column.generated = any(List.of("VIRTUAL", "STORED"));
            column.rule = any(RULES);
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
        if (!table.stored().isEmpty()) {
            table.indexes.add(
                    new Index(
                            fresh("i"),
                            chance(15),
                            any(table.stored()),
                            any(TERMS),
                            any(PREDICATES)));
        }
    }

    private void addView() {
        RandomTable table = any(tables);
        List<Column> columns =
                table.columns.stream().filter(column -> chance(60)).collect(Collectors.toList());
        String trigger = chance(30) ? fresh("tr") : "";
        View view = new View(fresh("v"), table, columns, "", trigger);
        views.add(view);
        if (chance(30)) {
            views.add(new View(fresh("v"), table, List.of(), view.name(), ""));
        }
    }

    /**
     * Makes a column of the first table unique with its key, and lets two columns refer to both.
     */
    private void addPair() {
        RandomTable parent = tables.getFirst();
        RandomTable child = tables.getLast();
        if (parent.pairs.isEmpty() && !parent.stored().isEmpty() && child.stored().size() > 1) {
            Column pair = parent.stored().getFirst();
            parent.pairs.add(pair);
            child.pairReferences.add(
                    new RandomTable.PairReference(
                            child.stored().get(0), child.stored().get(1), pair));
        }
    }

    private void addText(RandomTable table) {
        if (table.withoutRowid || table.stored().isEmpty()) {
            return;
        }
        Text text = new Text(table);
        text.name = fresh("f");
        text.columns.add(any(table.stored()));
        text.options = any(TEXT_OPTIONS);
        text.fed = chance(60);
        texts.add(text);
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
        switch (random.nextInt(23)) {
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
            case 15 -> swapColumns(table);
            case 16 -> swapTables();
            case 17 -> toggleStrict(table);
            case 18 -> toggleRowid(table);
            case 19 -> addText(table);
            case 20 -> changeText();
            case 21 -> undeclare(table);
            case 22 -> addPair();
            default -> drop(table, dropping);
        }
    }

    private void fill(Column column) {
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

    private void renameColumn(Column column) {
        if (column.formerName.isEmpty()) {
            column.formerName = column.name;
            column.name = fresh("c");
        }
    }

    private void swapColumns(RandomTable table) {
        Column one = any(table.columns);
        Column other = any(table.columns);
        if (one != other && one.formerName.isEmpty() && other.formerName.isEmpty()) {
            one.formerName = one.name;
            other.formerName = other.name;
            one.name = other.formerName;
            other.name = one.formerName;
        }
    }

    private void swapTables() {
        RandomTable one = any(tables);
        RandomTable other = any(tables);
        if (one != other && one.formerName.isEmpty() && other.formerName.isEmpty()) {
            one.formerName = one.name;
            other.formerName = other.name;
            one.name = other.formerName;
            other.name = one.formerName;
        }
    }

    private static void toggleStrict(RandomTable table) {
        if (table.columns.stream().allMatch(column -> STRICT_TYPES.contains(column.type))) {
            table.strict =
                    !table.strict
                            || table.columns.stream().anyMatch(column -> column.type.equals("ANY"));
        }
    }

    private void toggleRowid(RandomTable table) {
        if (!table.autoincrement && texts.stream().noneMatch(text -> text.table == table)) {
            table.withoutRowid = !table.withoutRowid;
        }
    }

    private void changeText() {
        if (!texts.isEmpty()) {
            Text text = any(texts);
            text.options = any(TEXT_OPTIONS);
            Column more = any(text.table.columns);
            if (!more.isGenerated() && !text.columns.contains(more)) {
                text.columns.add(more);
            }
        }
    }

    /** What is no longer declared stays, unless pruning is asked for. */
    private void undeclare(RandomTable table) {
        if (!table.triggers.isEmpty()) {
            table.triggers.removeLast();
        } else if (!views.isEmpty()) {
            views.removeLast();
        }
    }

    private void retype(RandomTable table, Column column) {
        if (column.generated.isEmpty() && !column.references) {
            column.type = any(table.strict ? STRICT_TYPES : TYPES);
            column.defaultValue = "";
        }
    }

    private void toggleNotNull(Column column) {
        if (column.generated.isEmpty()) {
            column.notNull = !column.notNull;
            column.backfill = column.notNull && chance(50) ? "'f'" : "";
        }
    }

    private static void toggleUnique(Column column) {
        column.unique = column.generated.isEmpty() && !column.unique;
    }

    private static void toggleReference(Column column) {
        if (column.type.equals("INTEGER") && column.generated.isEmpty()) {
            column.references = !column.references;
        }
    }

    private void recollate(Column column) {
        column.collation = any(COLLATIONS);
    }

    private void drop(RandomTable table, boolean dropping) {
        boolean manyColumns = table.columns.size() > 1;
        Column column = table.columns.getLast();
        boolean feeds = table.columns.stream().anyMatch(other -> !other.generated.isEmpty());
        if (dropping && manyColumns && !(feeds && column.generated.isEmpty())) {
            table.columns.remove(column);
            table.indexes.removeIf(index -> index.column() == column);
            views.stream()
                    .filter(view -> view.columns().contains(column))
                    .forEach(view -> view.columns().remove(column));
            forget(column);
        } else if (!table.indexes.isEmpty()) {
            table.indexes.removeLast();
        }
    }

    private void forget(Column column) {
        texts.forEach(text -> text.columns.remove(column));
        texts.removeIf(text -> text.columns.isEmpty());
        for (RandomTable table : tables) {
            table.pairs.remove(column);
            table.pairReferences.removeIf(key ->
                    key.first() == column || key.second() == column || key.parentPair() == column);
        }
    }

    /** Returns the schema as a definition. */
    String sql() {
        return new RandomSchemaText(tables).of(views, texts);
    }

    /** Returns statements that put rows in, of which constraints refuse some. */
    List<String> inserts() {
        List<String> inserts = new ArrayList<>();
        for (RandomTable table : tables) {
            List<Column> columns =
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
        texts.forEach(text ->
                inserts.add("INSERT INTO %1$s(%1$s) VALUES ('rebuild')".formatted(text.name)));
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
