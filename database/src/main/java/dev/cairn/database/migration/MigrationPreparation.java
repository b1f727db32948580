package dev.cairn.database.migration;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.migration.source.ClassMigration;
import dev.cairn.database.migration.source.Migration;
import dev.cairn.database.migration.source.MigrationFolder;
import dev.cairn.database.migration.source.MigrationScript;
import dev.cairn.database.migration.source.MigrationSource;
import dev.cairn.database.migration.source.SqlMigration;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes migrations ready to be run, and finds all that would stop them before one is. */
final class MigrationPreparation {

    private final Engine engine;
    private final MigrationSource source;
    private final List<String> obstacles = new ArrayList<>();

    private MigrationPreparation(Engine engine, MigrationSource source) {
        this.engine = engine;
        this.source = source;
    }

    /**
     * Returns the way forward of these migrations.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED}, naming every statement that
     *     must not be in a migration
     */
    static List<MigrationStep> forward(
            Engine engine, MigrationSource source, List<Migration> migrations) {
        MigrationPreparation steps = new MigrationPreparation(engine, source);
        List<MigrationStep> made = migrations.stream().map(steps::forward).toList();
        steps.refuseObstacles();
        return made;
    }

    /**
     * Returns the way back of what has run.
     *
     * @param rows what is to be undone, in that order
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED}, naming every migration
     *     without a way back and every statement that must not be in one
     */
    static List<MigrationStep> back(
            Engine engine, MigrationSource source, MigrationPlan plan, List<HistoryRow> rows) {
        MigrationPreparation steps = new MigrationPreparation(engine, source);
        List<MigrationStep> made = new ArrayList<>();
        for (HistoryRow row : rows) {
            plan.migration(row.version())
                    .flatMap(steps::back)
                    .ifPresentOrElse(
                            made::add, () -> steps.obstacles.add(row.label() + " has no way back"));
        }
        steps.refuseObstacles();
        return made;
    }

    private MigrationStep forward(Migration migration) {
        return switch (migration) {
            case ClassMigration code -> new MigrationStep.Code(code);
            case SqlMigration sql ->
                    script(sql, sql.upFile().getFileName().toString(), sql.upText());
        };
    }

    private Optional<MigrationStep> back(Migration migration) {
        return switch (migration) {
            case ClassMigration code ->
                    code.reversible()
                            ? Optional.of(new MigrationStep.Code(code))
                            : Optional.empty();
            case SqlMigration sql ->
                    sql.downFile()
                            .map(file ->
                                    script(
                                            sql,
                                            file.getFileName().toString(),
                                            MigrationFolder.text(
                                                    file, source.allowWritableByOthers())));
        };
    }

    private MigrationStep script(SqlMigration migration, String file, String text) {
        MigrationScript script = MigrationScript.parse(file, text, engine.definitionRules());
        if (script.statements().isEmpty()) {
            obstacles.add(file + " holds no statement; write its SQL, or remove the file");
        }
        for (SqlScript.Statement statement : script.statements()) {
            engine.forbiddenInMigration(statement)
                    .ifPresent(
                            reason -> obstacles.add(script.place(statement) + " (" + reason + ")"));
        }
        long outside = script.statements().stream().filter(engine::mustRunOutside).count();
        if (outside > 0 && outside < script.statements().size()) {
            script.statements().stream()
                    .filter(engine::mustRunOutside)
                    .forEach(statement ->
                            obstacles.add(
                                    script.place(statement)
                                            + " (cannot run in a transaction; put it into a"
                                            + " migration of its own)"));
        }
        return new MigrationStep.Script(migration, script);
    }

    private void refuseObstacles() {
        if (!obstacles.isEmpty()) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "cannot run the migrations: " + String.join("; ", obstacles),
                    obstacles,
                    null);
        }
    }
}
