package dev.cairn.server.tool;

import org.jspecify.annotations.Nullable;

/** A call that has no answer. The message is for the caller, who can act on it. */
public final class ToolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception without a cause. */
    public ToolException(String message) {
        this(message, null);
    }

    /** Creates an exception. */
    public ToolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
