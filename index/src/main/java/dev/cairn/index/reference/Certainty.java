package dev.cairn.index.reference;

/** How certain it is that a use means a definition. */
public enum Certainty {
    /** The file, the nesting or the receiver leaves nothing else. */
    EXACT("exact"),
    /** The file imports the definition or what is around it, or is in the same package. */
    IMPORT("by import"),
    /** Nothing but the name is the same. */
    NAME_ONLY("name only");

    private final String text;

    Certainty(String text) {
        this.text = text;
    }

    /** Returns the certainty as a person reads it. */
    public String text() {
        return text;
    }
}
