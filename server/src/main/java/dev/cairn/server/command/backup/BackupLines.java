package dev.cairn.server.command.backup;

import dev.cairn.database.backup.BackupManifest;
import dev.cairn.server.output.Plural;

/** Backups as lines for people. */
final class BackupLines {

    private static final int ID_LENGTH = 8;

    private BackupLines() {}

    static String count(int backups) {
        return backups == 0 ? "no backups" : backups == 1 ? "1 backup" : backups + " backups";
    }

    static String line(BackupManifest manifest) {
        return "%s  %s  %s  %d bytes  %s%s"
                .formatted(
                        manifest.id().substring(0, Math.min(ID_LENGTH, manifest.id().length())),
                        manifest.createdAt(),
                        Plural.of(manifest.rows(), "row"),
                        manifest.storedBytes(),
                        manifest.file(),
                        manifest.comment().isEmpty() ? "" : "  (" + manifest.comment() + ")");
    }
}
