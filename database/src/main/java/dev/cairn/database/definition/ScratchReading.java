package dev.cairn.database.definition;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.engine.Engines;
import dev.cairn.database.engine.Scratch;
import dev.cairn.schema.Schema;
import dev.cairn.schema.sqlite.SqliteRendering;
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
        try (Scratch scratch = Engines.of(DatabaseType.SQLITE).openScratch()) {
            objects.forEach(declared -> create(scratch, declared));
            return scratch.inspect();
        }
    }

    private static void create(Scratch scratch, Declared declared) {
        try {
            scratch.execute(SqliteRendering.INSTANCE.render(declared.object()));
        } catch (DatabaseException e) {
            throw DefinitionErrors.at(declared.place(), String.valueOf(e.getMessage()), e);
        }
    }
}
