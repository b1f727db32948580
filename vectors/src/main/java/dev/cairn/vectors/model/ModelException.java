package dev.cairn.vectors.model;

/** A model that cannot be opened or used; the message says which, why, and what to do. */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ModelException(String message) {
        super(message);
    }

    ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
