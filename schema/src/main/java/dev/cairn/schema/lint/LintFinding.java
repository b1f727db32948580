package dev.cairn.schema.lint;

/**
 * One thing that a rule found.
 *
 * @param rule the rule
 * @param path the object, as {@code table}, {@code table.column} or the name of an index, a view or
 *     a trigger
 * @param reason what is the matter here, one sentence without a full stop
 * @param remedy what a person can do, one sentence without a full stop
 */
public record LintFinding(LintRule rule, String path, String reason, String remedy) {

    /** Returns the stable code of the rule. */
    public String code() {
        return rule.code();
    }

    /** Returns how much it matters. */
    public LintSeverity severity() {
        return rule.severity();
    }
}
