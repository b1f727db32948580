package dev.cairn.database.sync;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Writes a {@link RandomSchema} as a definition in SQL. */
final class RandomSchemaText {

    private final List<RandomTable> tables;
    private final StringBuilder sql = new StringBuilder();

    RandomSchemaText(List<RandomTable> tables) {
        this.tables = tables;
    }

    private RandomTable parent() {
        return tables.getFirst();
    }

    String of(List<RandomTable.View> views, List<RandomTable.Text> texts) {
        tables.forEach(this::appendTable);
        for (RandomTable table : tables) {
            table.indexes.forEach(index -> appendIndex(table, index));
        }
        views.forEach(this::appendView);
        texts.forEach(this::appendText);
        for (RandomTable table : tables) {
            table.triggers.forEach(trigger -> appendTrigger(table, trigger));
        }
        return sql.toString();
    }

    private void line(String text) {
        sql.append(text).append('\n');
    }

    private void appendTrigger(RandomTable table, String trigger) {
        line(
                ("CREATE TRIGGER %s AFTER DELETE ON %s WHEN old.%s IS NOT NULL"
                                + " BEGIN DELETE FROM %s WHERE %s IS old.%s; END;")
                        .formatted(
                                trigger,
                                table.name,
                                table.key.name,
                                parent().name,
                                parent().key.name,
                                table.key.name));
    }

    private void appendIndex(RandomTable table, RandomTable.Index index) {
        String column = index.column().name;
        line(
                "CREATE %sINDEX %s ON %s(%s)%s;"
                        .formatted(
                                index.unique() ? "UNIQUE " : "",
                                index.name(),
                                table.name,
                                index.term().formatted(column),
                                index.where().isEmpty()
                                        ? ""
                                        : " WHERE " + index.where().formatted(table.name, column)));
    }

    private void appendView(RandomTable.View view) {
        String columns =
                view.columns().stream().map(column -> ", " + column.name).collect(joining());
        String key = view.table().key.name;
        String from = view.over().isEmpty() ? view.table().name : view.over();
        line("CREATE VIEW %s AS SELECT %s%s FROM %s;".formatted(view.name(), key, columns, from));
        if (!view.trigger().isEmpty()) {
            line(
                    ("CREATE TRIGGER %s INSTEAD OF DELETE ON %s"
                                    + " BEGIN DELETE FROM %s WHERE %s IS old.%s; END;")
                            .formatted(view.trigger(), view.name(), view.table().name, key, key));
        }
    }

    private void appendText(RandomTable.Text text) {
        RandomTable table = text.table;
        String names = text.columns.stream().map(column -> column.name).collect(joining(", "));
        boolean numbered = table.key.type.equals("INTEGER");
        String id = numbered ? table.key.name : "rowid";
        line(
                "CREATE VIRTUAL TABLE %s USING fts5(%s, content='%s', content_rowid='%s'%s);"
                        .formatted(text.name, names, table.name, id, text.options));
        if (!text.fed) {
            return;
        }
        String added =
                "INSERT INTO %s(rowid, %s) VALUES (new.%s, %s);"
                        .formatted(text.name, names, id, values(text, "new."));
        String removed =
                "INSERT INTO %s(%s, rowid, %s) VALUES ('delete', old.%s, %s);"
                        .formatted(text.name, text.name, names, id, values(text, "old."));
        trigger(text, "i", "INSERT", added);
        trigger(text, "d", "DELETE", removed);
        trigger(text, "u", "UPDATE", removed + " " + added);
    }

    private static String values(RandomTable.Text text, String row) {
        return text.columns.stream().map(column -> row + column.name).collect(joining(", "));
    }

    private void trigger(RandomTable.Text text, String suffix, String event, String body) {
        line(
                "CREATE TRIGGER %s_%s AFTER %s ON %s BEGIN %s END;"
                        .formatted(text.name, suffix, event, text.table.name, body));
    }

    private void appendTable(RandomTable table) {
        if (!table.formerName.isEmpty()) {
            line("-- cairn: renamed_from=%s".formatted(table.formerName));
        }
        sql.append("CREATE TABLE ").append(table.name).append(" (\n  ").append(table.key.name);
        sql.append(' ').append(table.key.type).append(" PRIMARY KEY");
        sql.append(table.autoincrement ? " AUTOINCREMENT" : "");
        for (RandomTable.Column column : table.columns) {
            sql.append(",\n");
            appendHint("renamed_from", column.formerName);
            appendHint("backfill", column.backfill);
            appendColumn(table, column);
        }
        for (RandomTable.Column pair : table.pairs) {
            sql.append(",\n  CONSTRAINT pair_of UNIQUE (").append(table.key.name);
            sql.append(", ").append(pair.name).append(')');
        }
        for (RandomTable.PairReference key : table.pairReferences) {
            if (parent().pairs.contains(key.parentPair())) {
                sql.append(
                        ",\n  FOREIGN KEY (%s, %s) REFERENCES %s(%s, %s) DEFERRABLE INITIALLY DEFERRED"
                                .formatted(
                                        key.first().name,
                                        key.second().name,
                                        parent().name,
                                        parent().key.name,
                                        key.parentPair().name));
            }
        }
        sql.append("\n)").append(table.strict ? " STRICT" : "");
        sql.append(table.strict && table.withoutRowid ? "," : "");
        sql.append(table.withoutRowid ? " WITHOUT ROWID" : "").append(";\n");
    }

    private void appendHint(String key, String value) {
        if (!value.isEmpty()) {
            line("  -- cairn: %s=%s".formatted(key, value));
        }
    }

    private void appendColumn(RandomTable table, RandomTable.Column column) {
        sql.append("  ").append(column.name).append(' ').append(column.type);
        if (column.isGenerated()) {
            String source =
                    table.stored().isEmpty() ? table.key.name : table.stored().getFirst().name;
            sql.append(" GENERATED ALWAYS AS (").append(column.rule.formatted(source)).append(") ");
            sql.append(column.generated);
            return;
        }
        sql.append(column.notNull ? " NOT NULL" : "");
        sql.append(column.defaultValue.isEmpty() ? "" : " DEFAULT " + column.defaultValue);
        sql.append(column.collation.isEmpty() ? "" : " COLLATE " + column.collation);
        sql.append(column.unique ? " UNIQUE" : "");
        if (!column.check.isEmpty()) {
            String qualifier = column.qualified ? table.name + "." : "";
            sql.append(" CHECK (").append(qualifier).append(column.name);
            sql.append(column.check).append(')');
        }
        if (column.references && parent().key.type.equals("INTEGER")) {
            sql.append(" REFERENCES ").append(parent().name);
            sql.append('(').append(parent().key.name).append(") ON DELETE CASCADE");
        }
    }
}
