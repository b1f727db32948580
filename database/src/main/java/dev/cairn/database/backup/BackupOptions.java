package dev.cairn.database.backup;

import java.util.List;

/**
 * How a backup is made.
 *
 * @param comment why it is made
 * @param compress whether it is compressed by zstd
 * @param recipients age recipients ({@code age1…}) to encrypt it to; empty for no encryption
 */
public record BackupOptions(String comment, boolean compress, List<String> recipients) {

    public BackupOptions {
        recipients = List.copyOf(recipients);
    }

    /** Returns the options of a plain copy. */
    public static BackupOptions plain(String comment) {
        return new BackupOptions(comment, false, List.of());
    }
}
