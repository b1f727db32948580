package dev.cairn.web.page;

/** A request that cannot be answered, with what a person should know about it. */
public final class PageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The status of what is not there. */
    public static final int NOT_FOUND = 404;

    private final int status;

    private PageException(int status, String message) {
        super(message);
        this.status = status;
    }

    public static PageException notFound(String message) {
        return new PageException(NOT_FOUND, message);
    }

    public static PageException invalid(String message) {
        return new PageException(400, message);
    }

    public static PageException forbidden(String message) {
        return new PageException(403, message);
    }

    public int status() {
        return status;
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
