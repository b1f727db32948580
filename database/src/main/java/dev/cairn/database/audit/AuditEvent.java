package dev.cairn.database.audit;

import dev.cairn.database.DatabaseException;

/**
 * Something that was done to a database.
 *
 * @param action what was done, such as {@code sync}, {@code migrate up} or {@code restore}
 * @param subject to what, such as the definition's file; empty if that is the database itself
 * @param fromVersion the version before; empty if there was none
 * @param toVersion the version after; empty if there is none
 * @param durationMillis how long it took
 * @param outcome how it ended
 * @param backupId the backup that was made before; empty if none was
 * @param detail what else a person should know
 */
public record AuditEvent(
        String action,
        String subject,
        String fromVersion,
        String toVersion,
        long durationMillis,
        Outcome outcome,
        String backupId,
        String detail) {

    /** How something ended. */
    public enum Outcome {
        DONE,
        FAILED
    }

    /** Returns an event without versions and backup. */
    public static AuditEvent done(
            String action, String subject, long durationMillis, String detail) {
        return new AuditEvent(action, subject, "", "", durationMillis, Outcome.DONE, "", detail);
    }

    /** Returns the event of an attempt that changed nothing, without versions and backup. */
    public static AuditEvent failed(
            String action, String subject, long durationMillis, DatabaseException failure) {
        return new AuditEvent(
                action,
                subject,
                "",
                "",
                durationMillis,
                Outcome.FAILED,
                "",
                failure.code() + ": " + failure.getMessage());
    }
}
