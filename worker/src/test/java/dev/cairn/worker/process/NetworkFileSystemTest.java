package dev.cairn.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a file system that other machines reach; a real one is met in FileSystemsIT. */
final class NetworkFileSystemTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nfs",
                "nfs4",
                "cifs",
                "smb3",
                "9p",
                "fuse.sshfs",
                "fuse.glusterfs",
                "smbfs",
                "NFS"
            })
    void othersReachIt(String type) {
        assertThat(NetworkFileSystem.isShared(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext4",
                "xfs",
                "btrfs",
                "zfs",
                "tmpfs",
                "overlay",
                "apfs",
                "fuseblk",
                "fuse.mergerfs",
                "fuse",
                ""
            })
    void theyDoNot(String type) {
        assertThat(NetworkFileSystem.isShared(type)).isFalse();
    }

    @Test
    void aDatabaseThatIsNotThereYetIsWhereItsFolderIs(@TempDir Path folder) {
        assertThatCode(() -> NetworkFileSystem.refuse(folder.resolve("new.db")))
                .doesNotThrowAnyException();
    }
}
