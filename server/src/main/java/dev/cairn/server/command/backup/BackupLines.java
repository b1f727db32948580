package dev.cairn.server.command.backup;

import dev.cairn.database.backup.BackupManifest;
import dev.cairn.index.answer.Plural;
import dev.cairn.server.output.HumanText;
import dev.cairn.server.output.Table;
import java.util.List;

/** Backups as lines for people. */
final class BackupLines {

    private static final int ID_LENGTH = 8;

    private BackupLines() {}

    static String count(int backups) {
        return backups == 0 ? "no backups" : backups == 1 ? "1 backup" : backups + " backups";
    }

    static String line(BackupManifest manifest) {
        return lines(List.of(manifest), false).getFirst();
    }

    /**
     * Returns a line for each backup.
     *
     * @param databases whether to say whose backups they are
     */
    static List<String> lines(List<BackupManifest> manifests, boolean databases) {
        Table table = new Table();
        for (BackupManifest manifest : manifests) {
            table.add(
                    manifest.id().substring(0, Math.min(ID_LENGTH, manifest.id().length())),
                    HumanText.time(manifest.createdAt()),
                    HumanText.size(manifest.storedBytes()),
                    Plural.of(manifest.rows(), "row"),
                    manifest.encrypted() ? "encrypted" : "",
                    manifest.comment(),
                    databases ? "of " + manifest.database() : "");
        }
        return table.lines();
    }
}
