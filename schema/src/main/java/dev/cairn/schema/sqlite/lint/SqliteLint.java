package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Schema;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.SchemaRule;
import java.util.List;

/** The rules for schemas of SQLite. */
public final class SqliteLint {

    private SqliteLint() {}

    /** Returns the rules, in the order of their findings. */
    public static List<SchemaRule> rules() {
        return List.of(SqliteLint::apply);
    }

    private static void apply(Schema schema, Findings findings) {
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
    }
}
