package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.sqlite.forms.FullTextArguments;
import dev.cairn.schema.sqlite.forms.FullTextArguments.Content;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules for full-text indexes (https://www.sqlite.org/fts5.html). */
final class FullTextRules {

    private static final Set<String> OLD_MODULES = Set.of("fts1", "fts2", "fts3", "fts4");

    private final Catalog catalog;
    private final Findings findings;

    FullTextRules(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void apply() {
        for (VirtualTable table : catalog.schema().virtualTables()) {
            if (OLD_MODULES.contains(Identifier.key(table.module()))) {
                findings.add(
                        LintRule.FTS_OLD_MODULE,
                        table.name(),
                        table.module()
                                + " is the predecessor of FTS5; what Cairn knows about"
                                + " full-text indexes holds for FTS5 only",
                        "use fts5");
            }
            FullTextArguments.of(table).ifPresent(this::check);
        }
    }

    private void check(FullTextArguments index) {
        index.contentTable().ifPresent(content -> checkExternal(index, content));
        String deletable = index.options().getOrDefault("contentless_delete", "0");
        if (index.content() == Content.NONE && deletable.equals("0")) {
            findings.add(
                    LintRule.FTS_CONTENTLESS_WITHOUT_DELETE,
                    index.name(),
                    "a contentless index takes no DELETE and no UPDATE; a text goes only if it is"
                            + " given once more, to the letter",
                    "add contentless_delete=1 (SQLite 3.43)");
        }
    }

    private void checkExternal(FullTextArguments index, String content) {
        Optional<Table> table = catalog.table(content);
        boolean exists =
                table.isPresent()
                        || catalog.view(content).isPresent()
                        || catalog.virtualTable(content).isPresent();
        if (!exists) {
            findings.add(
                    LintRule.FTS_CONTENT_MISSING,
                    index.name(),
                    "its content table '" + content + "' does not exist; reading a column fails",
                    "create '" + content + "', or name the right table");
        }
        table.ifPresent(found -> {
            checkColumns(index, found);
            checkRowid(index, found);
            checkTriggers(index, found);
        });
    }

    private void checkColumns(FullTextArguments index, Table content) {
        for (String column : index.columns()) {
            if (content.column(column).isEmpty()) {
                findings.add(
                        LintRule.FTS_COLUMN_NOT_IN_CONTENT,
                        index.name() + "." + column,
                        "'"
                                + content.name()
                                + "' has no column '"
                                + column
                                + "'; MATCH answers, but reading a column and 'rebuild' fail",
                        "name a column of '"
                                + content.name()
                                + "', or let content be a view that has it");
            }
        }
    }

    /** VACUUM may renumber the rows of a table without an INTEGER PRIMARY KEY. */
    private void checkRowid(FullTextArguments index, Table content) {
        boolean stable =
                SqliteTable.rowidAlias(content).isPresent()
                        && (isRowid(index.contentRowid())
                                || SqliteTable.rowidAlias(content)
                                        .filter(key ->
                                                Identifier.same(key.name(), index.contentRowid()))
                                        .isPresent());
        if (!stable) {
            findings.add(
                    LintRule.FTS_ROWID_NOT_STABLE,
                    index.name(),
                    "content_rowid '"
                            + index.contentRowid()
                            + "' is not the INTEGER PRIMARY KEY of '"
                            + content.name()
                            + "'; VACUUM may renumber its rows, and the index then points at the"
                            + " wrong ones",
                    "give '"
                            + content.name()
                            + "' an INTEGER PRIMARY KEY and name it in content_rowid");
        }
    }

    private static boolean isRowid(String name) {
        return Set.of("rowid", "_rowid_", "oid").contains(Identifier.key(name));
    }

    private void checkTriggers(FullTextArguments index, Table content) {
        List<FeedingTrigger> feeding =
                catalog.triggersOn(content.name()).stream()
                        .map(trigger -> FeedingTrigger.of(trigger, index))
                        .flatMap(Optional::stream)
                        .toList();
        for (FeedingTrigger.Event event : FeedingTrigger.Event.values()) {
            if (feeding.stream().noneMatch(trigger -> trigger.event() == event)) {
                findings.add(
                        LintRule.FTS_TRIGGER_MISSING,
                        index.name(),
                        "no trigger on '"
                                + content.name()
                                + "' brings "
                                + event
                                + " into the index; searches miss or invent rows",
                        "create an AFTER "
                                + event
                                + " trigger, or fill the index by 'rebuild' after every change");
            }
        }
        feeding.stream()
                .filter(FeedingTrigger::leavesGhosts)
                .map(FeedingTrigger::trigger)
                .forEach(trigger -> reportGhosts(index, trigger));
    }

    private void reportGhosts(FullTextArguments index, Trigger trigger) {
        findings.add(
                LintRule.FTS_DELETE_WITHOUT_OLD_VALUES,
                trigger.name(),
                "it does not give the old values of all columns to the 'delete' command of '"
                        + index.name()
                        + "'; the old words keep matching, or the index is called malformed",
                "INSERT INTO "
                        + index.name()
                        + "("
                        + index.name()
                        + ", rowid, "
                        + String.join(", ", index.columns())
                        + ") VALUES ('delete', old."
                        + index.contentRowid()
                        + ", old."
                        + String.join(", old.", index.columns())
                        + ")");
    }
}
