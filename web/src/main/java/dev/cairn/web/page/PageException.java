package dev.cairn.web.page;

/** A request that cannot be answered, with what a person should know about it. */
final class PageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    private PageException(int status, String message) {
        super(message);
        this.status = status;
    }

    static PageException notFound(String message) {
        return new PageException(404, message);
    }

    static PageException invalid(String message) {
        return new PageException(400, message);
    }

    static PageException forbidden(String message) {
        return new PageException(403, message);
    }

    int status() {
        return status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
