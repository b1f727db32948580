package dev.cairn.index.scip;

/** Says why a file is no SCIP index. */
public final class InvalidScipException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidScipException(long offset, String problem) {
        super("it is no valid SCIP index: %s at byte %d".formatted(problem, offset));
    }
}
