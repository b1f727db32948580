package dev.cairn.index.answer;

/** Whether a file is on disk as the index knows it. */
public enum FileState {
    /** It has the size and the time of change that the index knows. */
    CURRENT,
    /** It has changed since it was indexed, so lines may be others. */
    CHANGED,
    /** It does not exist any more, or cannot be read. */
    GONE;

    /** Returns what is written behind a path; empty if the file is current. */
    public String mark() {
        return switch (this) {
            case CURRENT -> "";
            case CHANGED -> "  [changed since it was indexed]";
            case GONE -> "  [gone]";
        };
    }
}
