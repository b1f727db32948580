package dev.cairn.index.scip;

/** The reason why a file is not a SCIP index. */
public final class InvalidScipException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidScipException(long offset, String problem) {
        super("it is no valid SCIP index: %s at byte %d".formatted(problem, offset));
    }
}
