package dev.cairn.database.definition;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.Scratch;
import dev.cairn.schema.Schema;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.util.List;

/** Executes declared objects in an empty database and reads them back. */
final class ScratchReading {

    private final Engine engine;
    private final List<Declared> objects;
    private final List<String> before;
    private final List<String> after;

    ScratchReading(Engine engine, List<Declared> objects) {
        this(engine, objects, List.of(), List.of());
    }

    /**
     * Makes a reading.
     *
     * @param before statements of the engine's own SQL that the objects need
     * @param after statements of the engine's own SQL that need the objects
     */
    ScratchReading(Engine engine, List<Declared> objects, List<String> before, List<String> after) {
        this.engine = engine;
        this.before = List.copyOf(before);
        this.after = List.copyOf(after);
        this.objects = List.copyOf(objects);
    }

    Schema schema() {
        List<String> problems = DeclaredCheck.problems(objects);
        if (!problems.isEmpty()) {
            throw DefinitionErrors.all(problems, null);
        }
        try (Scratch scratch = engine.openScratch()) {
            before.forEach(sql -> run(scratch, sql));
            objects.forEach(declared -> create(scratch, declared));
            after.forEach(sql -> run(scratch, sql));
            return scratch.inspect();
        }
    }

    private void run(Scratch scratch, String script) {
        for (SqlScript.Statement statement : engine.definitionRules().split(script)) {
            String place = "engine: " + statement.text().lines().findFirst().orElse("");
            engine.definitionRules()
                    .forbidden(statement)
                    .or(() -> engine.definitionRules().misunderstood(statement))
                    .ifPresent(reason -> {
                        throw DefinitionErrors.at(place, reason, null);
                    });
            try {
                scratch.execute(statement.text());
            } catch (DatabaseException e) {
                throw DefinitionErrors.at(place, String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void create(Scratch scratch, Declared declared) {
        try {
            scratch.execute(engine.definitionRules().render(declared.object()));
        } catch (DatabaseException e) {
            throw DefinitionErrors.at(declared.place(), String.valueOf(e.getMessage()), e);
        }
    }
}
