package dev.cairn.index.edit;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The edits that were begun, in the table {@code edits}. */
final class EditJournal {

    private static final String COLUMNS =
            "SELECT id, path, hash_before, hash_after, state, commit_id FROM edits";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final DatabaseDriver driver;
    private final String projectId;

    EditJournal(DatabaseDriver driver, String projectId) {
        this.driver = driver;
        this.projectId = projectId;
    }

    /** How far an edit came. */
    enum State {
        /** It was begun; the file may or may not have its new content. */
        PREPARED,
        DONE,
        UNDONE
    }

    /** One edit. */
    record Entry(
            String id,
            String path,
            String hashBefore,
            String hashAfter,
            State state,
            Optional<String> commitId) {

        /** The row comes from a database, which another user may have written. */
        Entry {
            requireId(id);
            requireHash(id, hashBefore);
            requireHash(id, hashAfter);
        }
    }

    /**
     * Checks that a text is the id of an edit, and so can be part of a file's name.
     *
     * @throws EditException with INVALID if it is not
     */
    static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw EditException.invalid("'%s' is not the id of an edit".formatted(id));
        }
    }

    private static void requireHash(String id, String hash) {
        if (!hash.equals(EditRequest.ABSENT) && !HASH.matcher(hash).matches()) {
            throw EditException.invalid(
                    "the record of edit '%s' is damaged: '%s' is not a hash".formatted(id, hash));
        }
    }

    void prepared(String id, String path, String hashBefore, String hashAfter) {
        driver.execute(
                "INSERT INTO edits (id, project_id, path, hash_before, hash_after, state)"
                        + " VALUES (?, ?, ?, ?, ?, 'PREPARED')",
                id,
                projectId,
                path,
                hashBefore,
                hashAfter);
    }

    void ended(String id, State state, Optional<String> commitId) {
        driver.execute(
                "UPDATE edits SET state = ?, commit_id = ? WHERE id = ?",
                state.name(),
                commitId.orElse(null),
                id);
    }

    Optional<Entry> find(String id) {
        return entries(" WHERE project_id = ? AND id = ?", projectId, id).stream().findFirst();
    }

    /**
     * Closes records that no edit of this program can have written; their files stay as they are.
     */
    void closeInvalid() {
        List<String> invalid = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT id, hash_before, hash_after FROM edits WHERE project_id = ? AND"
                                + " state = 'PREPARED'",
                        projectId)) {
            while (rows.next()) {
                if (!isValid(text(rows, 0), text(rows, 1), text(rows, 2))) {
                    invalid.add(text(rows, 0));
                }
            }
        }
        invalid.forEach(id -> ended(id, State.UNDONE, Optional.empty()));
    }

    private static boolean isValid(String id, String hashBefore, String hashAfter) {
        try {
            new Entry(id, "", hashBefore, hashAfter, State.PREPARED, Optional.empty());
            return true;
        } catch (EditException _) {
            return false;
        }
    }

    /** Returns the edits that were begun and have not ended, oldest first. */
    List<Entry> open() {
        return entries(
                " WHERE project_id = ? AND state = 'PREPARED' ORDER BY begun_at, id", projectId);
    }

    /** Returns the newest edits first. */
    List<Entry> newest(int limit) {
        return entries(
                " WHERE project_id = ? ORDER BY begun_at DESC, id LIMIT ?", projectId, limit);
    }

    private List<Entry> entries(String condition, Object... parameters) {
        List<Entry> entries = new ArrayList<>();
        try (Rows rows = driver.query(COLUMNS + condition, parameters)) {
            while (rows.next()) {
                entries.add(
                        new Entry(
                                text(rows, 0),
                                text(rows, 1),
                                text(rows, 2),
                                text(rows, 3),
                                State.valueOf(text(rows, 4)),
                                Optional.ofNullable(rows.text(5))));
            }
        }
        return entries;
    }

    private static String text(Rows rows, int column) {
        return rows.requiredText(column);
    }
}
