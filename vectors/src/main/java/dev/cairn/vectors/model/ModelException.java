package dev.cairn.vectors.model;

/** A model that cannot be opened or used; the message says which, why, and what to do. */
public final class ModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean temporary;

    ModelException(String message) {
        super(message);
        this.temporary = false;
    }

    ModelException(String message, Throwable cause) {
        super(message, cause);
        this.temporary = false;
    }

    private ModelException(String message, boolean temporary) {
        super(message);
        this.temporary = temporary;
    }

    /** Returns the failure of a service, which may work again later. */
    static ModelException ofService(String message) {
        return new ModelException(message, true);
    }

    /** Returns whether the same may succeed later without a change of the configuration. */
    public boolean isTemporary() {
        return temporary;
    }
}
