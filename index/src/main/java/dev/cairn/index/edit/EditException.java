package dev.cairn.index.edit;

import org.jspecify.annotations.Nullable;

/** An edit that was not made. The file, its rows and git are as they were. */
public final class EditException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why an edit was not made. */
    public enum Kind {
        /** The request is wrong: a path outside the project, lines that do not exist. */
        INVALID,
        /** The file is not the one that the caller read, or the edit would damage it. */
        REFUSED,
        /** The edit was tried and failed. */
        FAILED
    }

    private final Kind kind;

    private EditException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static EditException invalid(String message) {
        return new EditException(Kind.INVALID, message, null);
    }

    static EditException refused(String message) {
        return new EditException(Kind.REFUSED, message, null);
    }

    static EditException failed(String message, @Nullable Throwable cause) {
        return new EditException(Kind.FAILED, message, cause);
    }

    /** Returns why the edit was not made. */
    public Kind kind() {
        return kind;
    }
}
