package dev.cairn.worker.proxy;

import dev.cairn.worker.protocol.NumberedStatement;
import dev.cairn.worker.protocol.Request;

/** A request with a statement, made once the name of the statement at the worker is known. */
@FunctionalInterface
interface StatementRequest {

    /**
     * Makes the request. It is made again when the request is sent over another connection.
     *
     * @param name how the worker knows the statement
     * @param key the key of the commit; empty for none
     */
    Request with(NumberedStatement name, String key);
}
