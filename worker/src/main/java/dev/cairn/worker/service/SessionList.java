package dev.cairn.worker.service;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The open sessions of a worker, each under the key by which it can be stopped. */
public final class SessionList {

    private final int limit;
    private final Map<String, OpenSession> sessions = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    SessionList(int limit) {
        this.limit = limit;
    }

    /** Returns a number that no other session of this worker has. */
    public long nextNumber() {
        return numbers.incrementAndGet();
    }

    /**
     * Enters a session.
     *
     * @throws DatabaseException with OVERLOADED if there are as many as allowed
     */
    public void enter(String cancelKey, OpenSession session) {
        if (sessions.size() >= limit) {
            throw new DatabaseException(
                    DatabaseErrorCode.OVERLOADED,
                    "the worker has %d sessions already, which is the limit; close one"
                            .formatted(limit));
        }
        sessions.put(cancelKey, session);
    }

    /** Removes a session. */
    public void leave(String cancelKey) {
        sessions.remove(cancelKey);
    }

    /** Stops what the session with that key does; does nothing if there is no such session. */
    public void cancel(String cancelKey, int request) {
        OpenSession session = sessions.get(cancelKey);
        if (session != null) {
            session.cancel(request);
        }
    }

    /** Returns the sessions that are open now. */
    public Collection<OpenSession> all() {
        return Collections.unmodifiableCollection(sessions.values());
    }

    /** Returns how many sessions are open. */
    public int count() {
        return sessions.size();
    }

    /** Returns what each session is and does, for people. */
    List<String> descriptions() {
        return sessions.values().stream().map(OpenSession::description).toList();
    }
}
