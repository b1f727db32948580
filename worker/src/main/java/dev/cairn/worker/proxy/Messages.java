package dev.cairn.worker.proxy;

import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.StatementText;
import java.util.Collections;
import java.util.Iterator;

/** What is sent for one request with a statement. */
@FunctionalInterface
interface Messages {

    /**
     * Returns the first message, as a rule the only one. It is asked for again when the request is
     * sent again, over another connection.
     *
     * @param name how the worker knows the statement
     * @param key the key of the commit; empty for none
     */
    Request first(StatementText name, String key);

    /** Returns what follows the first message, to be taken one after the other after that. */
    default Iterator<Request> rest() {
        return Collections.emptyIterator();
    }
}
