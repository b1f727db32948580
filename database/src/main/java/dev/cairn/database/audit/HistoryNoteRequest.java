package dev.cairn.database.audit;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;

/**
 * Enters into the history of a database what was done or found outside of its own requests.
 *
 * @param action what was done, such as {@code repair look}
 * @param subject to what; empty if that is the database itself
 * @param durationMillis how long it took
 * @param detail what a person should know
 */
public record HistoryNoteRequest(String action, String subject, long durationMillis, String detail)
        implements MaintenanceRequest<HistoryNoteRequest.Note> {

    /** The entry that was made, by its number. */
    public record Note(long sequence) {}

    @Override
    public Class<Note> resultType() {
        return Note.class;
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public Note perform(DatabaseDriver database, ProgressListener progress) {
        AuditEntry entry =
                AuditTrail.of(database)
                        .record(AuditEvent.done(action, subject, durationMillis, detail));
        return new Note(entry.sequence());
    }
}
