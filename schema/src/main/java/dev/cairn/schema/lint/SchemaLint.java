package dev.cairn.schema.lint;

import dev.cairn.schema.Schema;
import java.util.List;

/** Looks for what is legal in a schema but likely to hurt. */
public final class SchemaLint {

    private SchemaLint() {}

    /**
     * Returns what the rules find in a schema, live or declared, in the order of the rules and of
     * the objects.
     */
    public static List<LintFinding> lint(Schema schema, LintOptions options) {
        Findings findings = new Findings(options.ignored());
        Catalog catalog = new Catalog(schema);
        new ForeignKeyRules(catalog, findings).apply();
        new KeyRules(catalog, findings).apply();
        new TypeRules(catalog, findings).apply();
        new DefaultRules(catalog, findings).apply();
        new IndexRules(catalog, findings).apply();
        new ExpressionRules(catalog, findings).apply();
        new NameRules(catalog, findings).apply();
        new ReferenceRules(catalog, findings).apply();
        new FullTextRules(catalog, findings).apply();
        return findings.list();
    }
}
