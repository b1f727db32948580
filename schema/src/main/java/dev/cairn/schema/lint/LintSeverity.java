package dev.cairn.schema.lint;

/** How much a finding matters. */
public enum LintSeverity {
    /** It does not work, or fails as soon as it is used. */
    ERROR,
    /** It works, but probably not as meant, or at a cost that surprises. */
    WARNING,
    /** It is legal and may be meant; a reader should know. */
    NOTE;

    /** Returns the word for people and machines, such as {@code warning}. */
    public String word() {
        return switch (this) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }
}
