package dev.cairn.server.output;

/** When the output is coloured. */
public enum ColourMode {
    /** Where a terminal shows it. */
    AUTO,
    /** Also where a file or another program takes it. */
    ALWAYS,
    NEVER;

    /** Returns whether a stream is coloured. */
    public boolean on(boolean terminal) {
        return switch (this) {
            case AUTO -> terminal;
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }
}
