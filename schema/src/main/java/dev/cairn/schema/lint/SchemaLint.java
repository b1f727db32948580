package dev.cairn.schema.lint;

import dev.cairn.schema.Schema;
import java.util.List;

/** The linter for schemas: finds what is legal but likely to hurt. */
public final class SchemaLint {

    private SchemaLint() {}

    /**
     * Returns what the rules find in a schema, live or declared, in the order of the rules and of
     * the objects.
     *
     * @param rules the rules of the schema's engine
     */
    public static List<LintFinding> lint(
            Schema schema, List<SchemaRule> rules, LintOptions options) {
        Findings findings = new Findings(options.ignored());
        rules.forEach(rule -> rule.apply(schema, findings));
        return findings.list();
    }
}
