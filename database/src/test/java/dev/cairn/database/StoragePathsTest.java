package dev.cairn.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoragePathsTest {

    @TempDir Path folder;

    @Test
    void theFoldersOfAProjectAreForItsOwnerAndIgnoredByVersionControl() throws IOException {
        StoragePaths paths = StoragePaths.below(folder.resolve("project/.cairn"));
        paths.create();
        paths.create();

        for (Path path : List.of(paths.data(), paths.backups(), paths.logs(), paths.run())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
        assertThat(folder.resolve("project/.cairn/.gitignore")).hasContent("*");
        assertThat(folder.resolve("project/.gitignore")).doesNotExist();
    }

    @Test
    void aFolderOfAnotherNameGetsNoIgnoreFileAndKeepsItsMode() throws IOException {
        Path root = Files.createDirectory(folder.resolve("storage"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-x---"));
        StoragePaths.below(root).create();

        assertThat(root.resolve(".gitignore")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void anIgnoreFileOfTheUserStays() throws IOException {
        Path root = Files.createDirectory(folder.resolve(".cairn"));
        Files.writeString(root.resolve(".gitignore"), "mine");
        StoragePaths.below(root).create();

        assertThat(root.resolve(".gitignore")).hasContent("mine");
    }

    @Test
    void aFileInThePlaceOfAFolderIsNamed() throws IOException {
        Files.writeString(folder.resolve("data"), "");

        assertThatThrownBy(() -> StoragePaths.below(folder).create())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("data': a file is in its place");
    }
}
