package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rules for what views and triggers name. */
final class ReferenceRules {

    private final Catalog catalog;
    private final Findings findings;

    ReferenceRules(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void apply() {
        for (View view : catalog.schema().views()) {
            checkReferences(view.name(), view.sql());
            checkStar(view);
        }
        checkCycles();
        for (Trigger trigger : catalog.schema().triggers()) {
            checkReferences(trigger.name(), trigger.sql());
        }
        for (OpaqueObject object : catalog.schema().opaqueObjects()) {
            findings.add(
                    LintRule.OPAQUE_OBJECT,
                    object.name(),
                    "the " + object.type() + " could not be understood: " + object.reason(),
                    "correct or drop it; until then no change that touches it is possible");
        }
    }

    private void checkReferences(String name, String sql) {
        for (String reference : TableReferences.of(sql)) {
            if (!exists(reference)) {
                findings.add(
                        LintRule.REFERENCE_MISSING,
                        name,
                        "it uses '" + reference + "', which does not exist; its use fails",
                        "create '" + reference + "', or correct the name");
            }
        }
    }

    private boolean exists(String name) {
        return catalog.table(name).isPresent()
                || catalog.view(name).isPresent()
                || catalog.virtualTable(name).isPresent()
                || catalog.schema().opaqueObject(name).isPresent()
                || isShadowTable(name);
    }

    private boolean isShadowTable(String name) {
        return catalog.schema().virtualTables().stream()
                .anyMatch(table ->
                        Identifier.key(name).startsWith(Identifier.key(table.name()) + "_"));
    }

    private void checkCycles() {
        List<View> views = catalog.schema().views();
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < views.size(); i++) {
            numbers.put(Identifier.key(views.get(i).name()), i);
        }
        int[][] used = new int[views.size()][];
        for (int i = 0; i < used.length; i++) {
            used[i] =
                    TableReferences.of(views.get(i).sql()).stream()
                            .map(name -> numbers.get(Identifier.key(name)))
                            .filter(Objects::nonNull)
                            .mapToInt(Integer::intValue)
                            .toArray();
        }
        boolean[] members = new Circles(used).members();
        for (int i = 0; i < members.length; i++) {
            if (members[i]) {
                findings.add(
                        LintRule.VIEW_CYCLE,
                        views.get(i).name(),
                        "the view is defined by itself, directly or through others; its use fails",
                        "let it read tables");
            }
        }
    }

    private void checkStar(View view) {
        List<SqlToken> tokens = SqlTokenizer.tokens(view.sql());
        for (int i = 1; i < tokens.size(); i++) {
            SqlToken before = tokens.get(i - 1);
            boolean all = before.is("SELECT") || before.is("DISTINCT") || before.is(".");
            if (tokens.get(i).is("*") && all) {
                findings.add(
                        LintRule.VIEW_SELECTS_STAR,
                        view.name(),
                        "it selects *, so its columns change with those of its tables",
                        "name the columns");
                return;
            }
        }
    }
}
