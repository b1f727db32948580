package dev.cairn.database.backup;

import java.util.List;
import java.util.Optional;

/**
 * How a backup is made.
 *
 * @param comment why it is made
 * @param compress whether it is compressed by zstd
 * @param recipients age recipients ({@code age1…}) to encrypt it to; empty for no encryption
 * @param method the name of the method; empty for the engine's usual one
 */
public record BackupOptions(
        String comment, boolean compress, List<String> recipients, Optional<String> method) {

    public BackupOptions {
        recipients = List.copyOf(recipients);
    }

    /** Makes options with the engine's usual method. */
    public BackupOptions(String comment, boolean compress, List<String> recipients) {
        this(comment, compress, recipients, Optional.empty());
    }

    /** Returns the options of a plain copy. */
    public static BackupOptions plain(String comment) {
        return new BackupOptions(comment, false, List.of());
    }
}
