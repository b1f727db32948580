package dev.cairn.web.source;

/** What a piece of code is, as far as readers see it. */
enum CodeClass {
    KEYWORD("k", false),
    STRING("s", false),
    NUMBER("m", false),
    COMMENT("c", false),
    NOTE("o", true),
    TYPE("t", true),
    CALL("f", true),
    DEFINITION("d", true);

    private final String style;
    private final boolean isName;

    CodeClass(String style, boolean isName) {
        this.style = style;
        this.isName = isName;
    }

    /** Returns the class of the style sheet. */
    String style() {
        return style;
    }

    /** Returns whether it is a name that can be looked up. */
    boolean isName() {
        return isName;
    }
}
