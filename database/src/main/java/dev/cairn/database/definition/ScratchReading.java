package dev.cairn.database.definition;

import dev.cairn.database.sqlite.ScratchDatabase;
import dev.cairn.schema.Schema;
import dev.cairn.schema.sqlite.SqliteRendering;
import java.sql.SQLException;
import java.util.List;

/** Executes declared objects in an empty database and reads them back. */
final class ScratchReading {

    private final List<Declared> objects;

    ScratchReading(List<Declared> objects) {
        this.objects = List.copyOf(objects);
    }

    Schema schema() {
        List<String> problems = DeclaredCheck.problems(objects);
        if (!problems.isEmpty()) {
            throw DefinitionErrors.all(problems, null);
        }
        try (ScratchDatabase scratch = ScratchDatabase.open()) {
            objects.forEach(declared -> create(scratch, declared));
            return scratch.inspect();
        }
    }

    private static void create(ScratchDatabase scratch, Declared declared) {
        try {
            scratch.execute(SqliteRendering.INSTANCE.render(declared.object()));
        } catch (SQLException e) {
            throw DefinitionErrors.at(declared.place(), "SQLite refuses it: " + e.getMessage(), e);
        }
    }
}
