package dev.cairn.database.backup;

import java.util.List;

/**
 * What looking at a backup gave.
 *
 * @param id the backup's id
 * @param contentChecked whether the database in it was opened; an encrypted one is only hashed when
 *     no identity is given
 * @param faults what is wrong, one sentence each; empty if it is sound
 */
public record BackupVerification(String id, boolean contentChecked, List<String> faults) {

    public BackupVerification {
        faults = List.copyOf(faults);
    }

    /** Returns whether nothing is wrong. */
    public boolean sound() {
        return faults.isEmpty();
    }
}
