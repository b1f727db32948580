package dev.cairn.database.sqlite.repair;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.engine.Remedy;
import dev.cairn.database.engine.Repairs;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that is looked for in a SQLite database, in order. */
public final class SqliteRepairs implements Repairs {

    private static final String LEFTOVERS =
            "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND (name LIKE 'temp!_%' ESCAPE"
                    + " '!' OR name LIKE 'new!_%' ESCAPE '!' OR name LIKE '%!_old' ESCAPE '!')";

    /** A view that reads a table which is missing is whole again once the table has its name. */
    @Override
    public List<Supplier<List<Remedy>>> surveys(
            DatabaseDriver driver, Optional<SchemaDefinition> definition) {
        return List.of(
                () -> abandonedRestores(driver).remedies(),
                () -> new InterruptedRebuilds(driver, definition).remedies(),
                () -> new DanglingTriggers(driver).remedies(),
                () -> FullTextIndexes.remedies(driver),
                () -> BrokenViews.remedies(driver),
                () -> Damage.remedies(driver));
    }

    @Override
    public List<Supplier<List<Remedy>>> surveysOfInterruptedWork(
            DatabaseDriver driver, Optional<SchemaDefinition> definition) {
        return List.of(
                () -> abandonedRestores(driver).remedies(),
                () -> new InterruptedRebuilds(driver, definition).remedies(),
                () -> new DanglingTriggers(driver).remedies());
    }

    @Override
    public List<Remedy> interruptedRebuilds(DatabaseDriver driver, SchemaDefinition definition) {
        return driver.queryValue(LEFTOVERS).isEmpty()
                ? List.of()
                : new InterruptedRebuilds(driver, Optional.of(definition)).remedies();
    }

    @Override
    public void removeFiles(DatabaseDriver driver) {
        abandonedRestores(driver).remove();
    }

    private static AbandonedRestores abandonedRestores(DatabaseDriver driver) {
        return AbandonedRestores.of(Path.of(driver.information().location()));
    }
}
