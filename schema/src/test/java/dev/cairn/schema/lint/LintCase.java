package dev.cairn.schema.lint;

import dev.cairn.schema.EngineObject;
import dev.cairn.schema.Index;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.text.CreateStatement;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One schema of a case file. A file {@code <code>.sql} holds blocks that begin with {@code --
 * found: <path>} or {@code -- fine}; each is a schema by itself.
 *
 * @param line where the block begins
 * @param path where the rule of the file finds something; empty if nowhere
 * @param sql the CREATE statements
 */
record LintCase(int line, Optional<String> path, String sql) {

    private static final String FOUND = "-- found: ";

    static final Path FOLDER = Path.of("src/test/resources/lint");

    static List<LintCase> of(LintRule rule) {
        try {
            return read(Files.readAllLines(FOLDER.resolve(rule.code() + ".sql")));
        } catch (IOException e) {
            throw new UncheckedIOException("rule " + rule.code() + " has no case file", e);
        }
    }

    private static List<LintCase> read(List<String> lines) {
        List<LintCase> cases = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean found = line.startsWith(FOUND);
            if (found || line.equals("-- fine")) {
                Optional<String> path =
                        found ? Optional.of(line.substring(FOUND.length())) : Optional.empty();
                cases.add(new LintCase(i + 1, path, ""));
            } else {
                LintCase last = cases.removeLast();
                cases.add(new LintCase(last.line, last.path, last.sql + line + "\n"));
            }
        }
        return cases;
    }

    Schema schema() {
        return schema(sql);
    }

    static Schema schema(String sql) {
        List<Table> tables = new ArrayList<>();
        List<VirtualTable> virtualTables = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        List<View> views = new ArrayList<>();
        List<Trigger> triggers = new ArrayList<>();
        for (SqlScript.Statement statement : SqlScript.split(sql)) {
            SchemaObject object = CreateStatement.parse(statement.text());
            switch (object) {
                case Table table -> tables.add(table);
                case VirtualTable table -> virtualTables.add(table);
                case Index index -> indexes.add(index);
                case View view -> views.add(view);
                case Trigger trigger -> triggers.add(trigger);
                case OpaqueObject opaque -> throw new AssertionError(opaque);
                case EngineObject foreign -> throw new AssertionError(foreign);
            }
        }
        return new Schema(tables, virtualTables, indexes, views, triggers, List.of());
    }
}
