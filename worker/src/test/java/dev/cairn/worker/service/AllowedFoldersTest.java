package dev.cairn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.backup.BackupListRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllowedFoldersTest {

    @TempDir private Path folder;

    @Test
    void aRequestNamesWhatItsLinksLedToWhenItWasChecked() throws IOException {
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Path target = Files.createDirectory(allowed.resolve("target"));
        Path link = Files.createSymbolicLink(allowed.resolve("link"), target);

        BackupListRequest resolved =
                new AllowedFolders(List.of(allowed)).resolve(new BackupListRequest(link));

        assertThat(resolved).isEqualTo(new BackupListRequest(target.toRealPath()));
    }

    @Test
    void aLinkThatLeadsOutIsRefused() throws IOException {
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Path link = Files.createSymbolicLink(allowed.resolve("link"), folder);

        assertForbidden(allowed, link.resolve("other"));
    }

    @Test
    void aFolderThatOtherUsersMayWriteToIsRefused() throws IOException {
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Path shared = Files.createDirectory(allowed.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertForbidden(allowed, shared.resolve("backups"));
    }

    private static void assertForbidden(Path allowed, Path path) {
        assertThatThrownBy(() ->
                        new AllowedFolders(List.of(allowed)).resolve(new BackupListRequest(path)))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.FORBIDDEN));
    }
}
