package dev.cairn.schema.lint;

import static dev.cairn.schema.lint.LintSeverity.ERROR;
import static dev.cairn.schema.lint.LintSeverity.NOTE;
import static dev.cairn.schema.lint.LintSeverity.WARNING;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules. A rule keeps its code for ever, because people write it into their configuration;
 * {@code docs/lint.md} says of each why it exists and what to do.
 */
public enum LintRule {
    FOREIGN_KEY_PARENT_MISSING(ERROR, "A foreign key refers to a table that does not exist"),
    FOREIGN_KEY_COLUMN_MISSING(ERROR, "A foreign key refers to columns that do not exist"),
    FOREIGN_KEY_PARENT_NOT_UNIQUE(ERROR, "A foreign key refers to columns without a unique key"),
    FOREIGN_KEY_WITHOUT_INDEX(WARNING, "A foreign key has no index on its own columns"),
    FOREIGN_KEY_TYPE_MISMATCH(WARNING, "A foreign key joins columns of different affinity"),
    FOREIGN_KEY_DUPLICATE(WARNING, "A foreign key is declared twice"),
    FOREIGN_KEY_SETS_NOT_NULL(ERROR, "A foreign key sets NULL into a NOT NULL column"),
    FOREIGN_KEY_CYCLE(ERROR, "Foreign keys in a circle leave no table to begin with"),

    INTEGER_KEY_NOT_ROWID(WARNING, "A whole-number key is not the row id"),
    NULLABLE_PRIMARY_KEY(WARNING, "A primary key admits NULL"),
    NO_PRIMARY_KEY(WARNING, "A table has no primary key"),
    NEEDLESS_AUTOINCREMENT(NOTE, "AUTOINCREMENT costs a write at every insert"),
    NULLABLE_UNIQUE(NOTE, "A unique key admits any number of NULLs"),
    CONFLICT_CLAUSE_DROPS_ROWS(WARNING, "A conflict clause drops rows without a word"),
    WITHOUT_ROWID_LARGE_ROWS(WARNING, "A WITHOUT ROWID table has large rows"),
    WITHOUT_ROWID_INTEGER_KEY(NOTE, "WITHOUT ROWID gains nothing with a single INTEGER key"),

    MISLEADING_TYPE(WARNING, "A type does not do what its name says"),
    MISSING_TYPE(NOTE, "A column has no type"),
    DATE_TYPE(NOTE, "SQLite has no type for dates and times"),
    BOOLEAN_WITHOUT_CHECK(NOTE, "A boolean column takes any value"),
    DECIMAL_TYPE(NOTE, "A decimal type stores binary floating point"),
    LENGTH_NOT_ENFORCED(NOTE, "The length of a type is not enforced"),

    DEFAULT_BREAKS_NOT_NULL(ERROR, "A default is NULL in a NOT NULL column"),
    DEFAULT_BREAKS_CHECK(ERROR, "A default breaks its own CHECK"),
    DEFAULT_OF_OTHER_TYPE(WARNING, "A default is not of its column's type"),
    QUOTED_DEFAULT_EXPRESSION(WARNING, "A default is a text that looks like an expression"),

    KEY_CANNOT_BE_DISTRIBUTED(NOTE, "A key lacks the column that distributes the other tables"),
    REDUNDANT_INDEX(WARNING, "Another key or index already serves what this one does"),

    DOUBLE_QUOTED_STRING(WARNING, "A string is written in double quotes"),
    NON_DETERMINISTIC_EXPRESSION(ERROR, "An expression that must be constant is not"),
    REAL_AS_TEXT(WARNING, "An index, key or stored column holds a REAL as text"),
    COMPARISON_WITH_NULL(WARNING, "A comparison with NULL is never true"),

    RESERVED_NAME(NOTE, "A name is a reserved word"),
    AWKWARD_NAME(NOTE, "A name needs quotes everywhere"),
    SIMILAR_NAMES(WARNING, "Two names differ only by case"),
    ROWID_SHADOWED(WARNING, "A column hides the row id"),

    REFERENCE_MISSING(ERROR, "A view or trigger uses a table that does not exist"),
    VIEW_CYCLE(ERROR, "A view is defined by itself"),
    VIEW_SELECTS_STAR(NOTE, "A view takes whatever columns there are"),
    OPAQUE_OBJECT(WARNING, "An object could not be understood"),

    FTS_CONTENT_MISSING(ERROR, "A full-text index reads a table that does not exist"),
    FTS_COLUMN_NOT_IN_CONTENT(ERROR, "A full-text index has a column its content table lacks"),
    FTS_TRIGGER_MISSING(WARNING, "Nothing keeps a full-text index up to date"),
    FTS_DELETE_WITHOUT_OLD_VALUES(ERROR, "A trigger leaves ghosts in a full-text index"),
    FTS_ROWID_NOT_STABLE(WARNING, "A full-text index points at row ids that may change"),
    FTS_CONTENTLESS_WITHOUT_DELETE(WARNING, "Rows of a contentless index cannot be deleted"),
    FTS_OLD_MODULE(NOTE, "An older full-text module is used"),

    PLAN_REFUSED(ERROR, "A difference cannot be served by any step"),
    STEP_DROPS_DATA(WARNING, "A step drops data"),
    STEP_REWRITES_MANY_ROWS(WARNING, "A step writes many rows again"),
    STEP_READS_MANY_ROWS(NOTE, "A step reads many rows under the write lock"),
    STEP_CHANGES_VALUES(WARNING, "A step stores other values than before"),
    STEP_CHANGES_ROW_IDS(WARNING, "A step gives rows other row ids"),
    STEP_RENAMES(NOTE, "A step takes away a name that programs may still use"),
    STEP_IRREVERSIBLE(NOTE, "A step cannot be undone without a backup");

    private final LintSeverity severity;
    private final String summary;

    LintRule(LintSeverity severity, String summary) {
        this.severity = severity;
        this.summary = summary;
    }

    /** Returns the stable code, such as {@code foreign-key-without-index}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns how much its findings matter. */
    public LintSeverity severity() {
        return severity;
    }

    /** Returns what its findings have in common, one sentence without a full stop. */
    public String summary() {
        return summary;
    }

    /** Returns the rule with that code. */
    public static Optional<LintRule> ofCode(String code) {
        return Stream.of(values()).filter(rule -> rule.code().equals(code)).findFirst();
    }
}
