package dev.cairn.worker.proxy;

/** What it means if the connection breaks after a request was sent and before its answer came. */
enum Loss {
    /** Nothing can have changed: the request is sent again. */
    HARMLESS,
    /** The transaction that it belongs to is undone. */
    UNDOES_TRANSACTION,
    /** It was done or it was not. */
    IN_DOUBT
}
