package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.StructuralTransaction;
import dev.cairn.database.sqlite.TemporaryDatabase;
import dev.cairn.database.verify.BrokenObjects;
import dev.cairn.schema.Schema;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Carries a plan out on a database of the same schema without rows, to know beforehand what only
 * its end shows: which views and triggers it would break. A schema that cannot be made a second
 * time, because a module or a function is missing, is not rehearsed; the checks before the commit
 * are the same and come in any case.
 */
final class Rehearsal {

    /** Shadow tables come with their virtual tables, and those of SQLite's own by themselves. */
    private static final String OBJECTS =
            "SELECT sql FROM main.sqlite_schema WHERE sql IS NOT NULL"
                    + " AND name NOT IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4')"
                    + " AND name NOT IN"
                    + " (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow')"
                    + " ORDER BY type NOT IN ('table', 'view'), type = 'trigger', rowid";

    private static final String STATISTICS =
            "SELECT 1 FROM main.sqlite_schema WHERE name = 'sqlite_stat1'";

    private final DatabaseDriver stage;

    private Rehearsal(DatabaseDriver stage) {
        this.stage = stage;
    }

    /**
     * Returns what a plan would break.
     *
     * @param driver the database that the plan is for
     * @param live its schema
     */
    static List<Obstacle> obstacles(DatabaseDriver driver, Schema live, SchemaPlan plan) {
        if (!plan.refusals().isEmpty() || !canBreak(live, plan)) {
            return List.of();
        }
        List<String> objects = objects(driver);
        boolean statistics = driver.queryValue(STATISTICS).isPresent();
        try (TemporaryDatabase temporary = TemporaryDatabase.open()) {
            return new Rehearsal(temporary.driver()).run(objects, statistics, plan.steps());
        }
    }

    /** Without views and triggers there is nothing that a change could leave broken. */
    private static boolean canBreak(Schema live, SchemaPlan plan) {
        return !plan.steps().isEmpty()
                && (!live.views().isEmpty()
                        || !live.triggers().isEmpty()
                        || plan.steps().stream().anyMatch(Rehearsal::makesWhatCanBreak));
    }

    private static boolean makesWhatCanBreak(PlanStep step) {
        return step instanceof PlanStep.CreateView || step instanceof PlanStep.CreateTrigger;
    }

    private static List<String> objects(DatabaseDriver driver) {
        List<String> objects = new ArrayList<>();
        try (Rows rows = driver.query(OBJECTS)) {
            while (rows.next()) {
                objects.add(String.valueOf(rows.text(0)));
            }
        }
        return objects;
    }

    private List<Obstacle> run(List<String> objects, boolean statistics, List<PlanStep> steps) {
        return StructuralTransaction.run(
                stage, () -> setUp(objects, statistics) ? played(steps) : List.of());
    }

    private boolean setUp(List<String> objects, boolean statistics) {
        try {
            objects.forEach(stage::execute);
            if (statistics) {
                stage.execute("ANALYZE");
            }
            return true;
        } catch (DatabaseException e) {
            return unlessTransient(e, false);
        }
    }

    private List<Obstacle> played(List<PlanStep> steps) {
        Map<String, String> before = BrokenObjects.find(stage).reasons();
        for (PlanStep step : steps) {
            try {
                step.statements().forEach(stage::execute);
            } catch (DatabaseException e) {
                return unlessTransient(e, List.of(impossible(step, e)));
            }
        }
        List<Obstacle> obstacles = new ArrayList<>();
        new TreeMap<>(BrokenObjects.find(stage).reasons())
                .forEach((name, reason) -> {
                    if (!before.containsKey(name)) {
                        obstacles.add(broken(name, reason));
                    }
                });
        return obstacles;
    }

    private static <T> T unlessTransient(DatabaseException e, T otherwise) {
        return switch (e.code().kind()) {
            case TRANSIENT -> throw e;
            case PERMANENT, REFUSED, USAGE -> otherwise;
        };
    }

    private static Obstacle impossible(PlanStep step, DatabaseException e) {
        return new Obstacle(
                step.description(),
                String.valueOf(e.getMessage()),
                "correct the definition",
                0,
                0,
                List.of());
    }

    private static Obstacle broken(String name, String reason) {
        return new Obstacle(
                "carry out the plan",
                "afterwards '" + name + "' could not be used: " + reason,
                "declare it as it shall be then, or drop it",
                0,
                0,
                List.of());
    }
}
