package dev.cairn.database.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.StoragePaths;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.sqlite.DatabaseOwnership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link inside a {@code .cairn} that came with a checkout leads nowhere. */
class StorageLinksTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "data", "backups", "logs", "run"})
    void aLinkInTheProjectsFolderIsRefused(String name) throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path root = folder.resolve("tree/.cairn");
        Path link = name.isEmpty() ? root : root.resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, outside);

        assertThatThrownBy(() -> StoragePaths.below(root).create())
                .hasMessageContaining("'" + link + "' is a symbolic link");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aDatabaseBehindALinkIsNotOpened() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path root = Files.createDirectories(folder.resolve("tree/.cairn"));
        Files.createSymbolicLink(root.resolve("data"), outside);

        assertThatThrownBy(() -> DatabaseOwnership.acquire(root.resolve("data/x.db"), "test"))
                .hasMessageContaining("symbolic link");
        assertThatThrownBy(() -> BackupManager.in(root.resolve("data")).list())
                .hasMessageContaining("symbolic link");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void everyNewFolderOfCairnIsIgnoredByGit() {
        StoragePaths.createFolder(folder.resolve("app/.cairn/backups"));

        assertThat(folder.resolve("app/.cairn/.gitignore")).hasContent("*");
        assertThat(folder.resolve("app/.gitignore")).doesNotExist();
    }

    @Test
    void aGroupIsPrivateOnlyIfNobodyElseBelongsToIt() throws IOException {
        Path groups =
                Files.writeString(
                        folder.resolve("group"),
                        "ann:x:1000:\nbob:x:1001:ann\ncid:x:1002:cid\ndan:x:1003:\nstaff:x:50:\n");
        Path users =
                Files.writeString(
                        folder.resolve("passwd"),
                        """
                        ann:x:1000:1000::/:
                        bob:x:1001:1001::/:
                        cid:x:1002:1002::/:
                        dan:x:1003:1003::/:
                        eve:x:1004:1003::/:
                        """);
        UserGroups system = new UserGroups(groups, users);

        assertThat(system.isPrivate("ann", "ann")).isTrue();
        assertThat(system.isPrivate("cid", "cid")).isTrue();
        assertThat(system.isPrivate("bob", "bob")).as("ann is a member").isFalse();
        assertThat(system.isPrivate("dan", "dan")).as("eve's first group").isFalse();
        assertThat(system.isPrivate("staff", "ann")).as("another name").isFalse();
        assertThat(system.isPrivate("zoe", "zoe")).as("unknown").isFalse();
        assertThat(new UserGroups(folder.resolve("none"), users).isPrivate("ann", "ann")).isFalse();
    }
}
