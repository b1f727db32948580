package dev.cairn.database.sync;

import static dev.cairn.schema.Identifier.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.PlanReport;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.sqlite.schema.SqliteBrokenObjects;
import dev.cairn.database.sqlite.schema.SqliteFacts;
import dev.cairn.database.sqlite.schema.SqliteStructureTransaction;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.PlanOptions;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaPlan;
import dev.cairn.schema.planner.SchemaPlanner;
import dev.cairn.schema.sqlite.SqliteDialect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What every change of a schema is held to, on a real database with rows. */
final class CaseRun {

    private static final List<String> GUEST_SETTINGS =
            List.of(
                    "journal_mode",
                    "page_size",
                    "encoding",
                    "auto_vacuum",
                    "user_version",
                    "application_id",
                    "foreign_keys",
                    "legacy_alter_table");

    private final TestDatabase database;
    private final SchemaDefinition definition;
    private final SyncOptions options;
    private final Schema before;
    private final Map<String, List<String>> contentBefore;
    private final List<String> settingsBefore;
    private final Set<String> brokenBefore;
    private final RowExpectation rows;
    private final SchemaPlan plan;

    CaseRun(TestDatabase database, SchemaDefinition definition, SyncOptions options) {
        this.database = database;
        this.definition = definition;
        this.options = options;
        this.before = database.driver().inspectSchema();
        this.contentBefore = TableContent.ofAll(database, before);
        this.settingsBefore = settings();
        this.brokenBefore = SqliteBrokenObjects.find(database.driver()).reasons().keySet();
        this.rows = new RowExpectation(database, before, definition);
        this.plan = plan();
    }

    private SchemaPlan plan() {
        List<Difference> differences =
                new SchemaComparator(SqliteDialect.INSTANCE)
                        .compare(before, definition, new ComparisonOptions(options.strictOrder()));
        return new SchemaPlanner(SqliteDialect.INSTANCE)
                .plan(
                        before,
                        definition,
                        differences,
                        SqliteFacts.collect(database.driver(), before, definition, differences),
                        new PlanOptions(
                                options.prune(), options.forceRebuild(), options.strictOrder()));
    }

    private List<String> settings() {
        return GUEST_SETTINGS.stream()
                .map(name -> name + "=" + database.rows("PRAGMA " + name))
                .toList();
    }

    SchemaPlan schemaPlan() {
        return plan;
    }

    /** Syncs, which must succeed, and checks all that must hold afterwards. */
    PlanReport mustSucceed() {
        assertThat(dryRun()).as("what a dry run finds against it").isEmpty();
        SyncResult result = database.sync(definition, options);
        assertThat(result.outcome()).isEqualTo(SyncResult.Outcome.CHANGED);
        checkResult();
        return result.plan();
    }

    /** Returns what a dry run says against the change; it must leave everything as it is. */
    List<String> dryRun() {
        SyncOptions dry =
                new SyncOptions(
                        Optional.empty(),
                        options.prune(),
                        true,
                        options.record(),
                        options.forceRebuild(),
                        options.strictOrder());
        SyncResult planned = database.sync(definition, dry);
        assertThat(planned.outcome()).isEqualTo(SyncResult.Outcome.PLANNED);
        checkUntouched();
        return planned.plan().obstacles();
    }

    private void checkResult() {
        Schema after = database.driver().inspectSchema();
        assertThat(declaredDifferences(after)).as("read back").isEmpty();
        SyncResult again = database.sync(definition, options);
        assertThat(again.outcome()).as("second run").isEqualTo(SyncResult.Outcome.UNCHANGED);
        assertThat(again.plan().steps()).isEmpty();
        rows.check(after);
        checkUndeclaredStayed(after);
        assertThat(settings()).isEqualTo(settingsBefore);
        checkIntegrity(after);
    }

    private List<Difference> declaredDifferences(Schema after) {
        return new SchemaComparator(SqliteDialect.INSTANCE)
                .compare(after, definition, new ComparisonOptions(options.strictOrder())).stream()
                        .filter(difference -> !isLeftAlone(difference))
                        .toList();
    }

    private boolean isLeftAlone(Difference difference) {
        return plan.leftAlone().stream()
                .anyMatch(left ->
                        left.code().equals(difference.code())
                                && left.path().equals(difference.path()));
    }

    private void checkUndeclaredStayed(Schema after) {
        if (options.prune()) {
            return;
        }
        for (View view : before.views()) {
            if (definition.schema().view(view.name()).isEmpty() && !isRedeclared(view.name())) {
                assertThat(after.view(view.name())).as("view " + view.name()).isPresent();
            }
        }
        for (Trigger trigger : before.triggers()) {
            boolean undeclared = definition.schema().trigger(trigger.name()).isEmpty();
            if (undeclared && !isRedeclared(trigger.table())) {
                assertThat(after.trigger(trigger.name())).as(trigger.name()).isPresent();
            }
        }
    }

    private boolean isRedeclared(String name) {
        boolean isTable =
                definition.schema().table(name).isPresent()
                        || definition.schema().virtualTable(name).isPresent();
        return isTable && before.table(name).isEmpty() && before.view(name).isPresent();
    }

    private void checkIntegrity(Schema after) {
        assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
        Set<String> broken = SqliteBrokenObjects.find(database.driver()).reasons().keySet();
        assertThat(brokenBefore).containsAll(broken);
        for (VirtualTable table : after.virtualTables()) {
            if (Identifier.same(table.module(), "fts5")) {
                checkSettings(table.name());
                String name = quote(table.name());
                database.driver()
                        .execute(
                                "INSERT INTO "
                                        + name
                                        + "("
                                        + name
                                        + ", rank) VALUES ('integrity-check', 1)");
            }
        }
    }

    private void checkSettings(String index) {
        assertThat(TableContent.settings(database, index))
                .as("settings of " + index)
                .containsAll(contentBefore.getOrDefault(index + " settings", List.of()));
    }

    /** Syncs, which must be refused, and checks that nothing has changed. */
    void mustBeRefused(List<String> texts) {
        assertThat(String.join("\n", dryRun())).as("a dry run").contains(texts);
        assertThatThrownBy(() -> database.sync(definition, options))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED);
                            assertThat(e.getMessage()).contains(texts);
                        });
        checkUntouched();
    }

    /** Checks that the database is logically what it was. */
    void checkUntouched() {
        Schema after = database.driver().inspectSchema();
        assertThat(after).isEqualTo(before);
        assertThat(TableContent.ofAll(database, after)).isEqualTo(contentBefore);
        assertThat(settings()).isEqualTo(settingsBefore);
    }

    /** An index that stayed empty before its triggers came is not emptied again. */
    private Map<String, List<String>> withoutFilledIndexes(Map<String, List<String>> content) {
        Map<String, List<String>> rest = new HashMap<>(content);
        plan.steps().stream()
                .filter(step -> step.action() == Action.FILL)
                .map(step -> step.object().name())
                .filter(name -> contentBefore.getOrDefault(name, List.of()).isEmpty())
                .forEach(rest::remove);
        return rest;
    }

    /** Goes the way back, if the plan calls itself reversible, and checks that all is as before. */
    void checkReverse() {
        Optional<List<PlanStep>> back = plan.reverse();
        assertThat(back.isPresent()).isEqualTo(plan.isReversible());
        if (back.isEmpty()) {
            return;
        }
        PlanExecutor executor = new PlanExecutor(database.driver(), ProgressListener.NONE);
        SqliteStructureTransaction.run(
                database.driver(),
                () -> {
                    executor.run(back.get());
                    return true;
                });
        Schema after = database.driver().inspectSchema();
        SchemaDefinition former =
                new SchemaDefinition("", before, DefinitionHints.none(), List.of(), "before");
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(after, former, ComparisonOptions.usual()))
                .as("after the way back")
                .isEmpty();
        assertThat(withoutFilledIndexes(TableContent.ofAll(database, before)))
                .as("rows after the way back")
                .isEqualTo(withoutFilledIndexes(contentBefore));
    }
}
