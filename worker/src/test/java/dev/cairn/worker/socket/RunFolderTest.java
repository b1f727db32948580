package dev.cairn.worker.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.security.auth.module.UnixSystem;
import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFolderTest {

    @TempDir private Path folder;

    /**
     * The owner of a folder can put another in the place of what is below it, whatever its mode.
     */
    @Test
    void onlyRootAndWeMayOwnAFolderAbove() {
        int own = (int) new UnixSystem().getUid();

        assertThat(RunFolder.mayOwnAncestor(0)).isTrue();
        assertThat(RunFolder.mayOwnAncestor(own)).isTrue();
        assertThat(RunFolder.mayOwnAncestor(own + 4_711)).isFalse();
    }

    @Test
    void aFolderThatIsOursBelowFoldersOfOursIsTaken() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
        RunFolder.require(run);

        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> RunFolder.require(run))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("others may write");
    }
}
