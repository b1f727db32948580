package dev.cairn.database.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTrustTest {

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("V001__x.up.sql"), "SELECT 1;");
    }

    private void mode(String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void whatEverybodyMayWriteIsRefusedUnlessAllowed() throws IOException {
        mode("rw-----w-");
        assertThatThrownBy(() -> FileTrust.require(file, false))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("chmod go-w")
                .hasMessageContaining("--allow-writable-by-others");
        FileTrust.require(file, true);
    }

    /**
     * With umask 002 every new file is its group's too, which is the user's own on most systems.
     */
    @Test
    void whatTheGroupMayWriteIsRefusedUnlessTheGroupIsTheOwnersAlone() throws IOException {
        mode("rw--w----");
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        boolean alone =
                UserGroups.ofThisSystem()
                        .isPrivate(attributes.group().getName(), attributes.owner().getName());

        assertThat(FileTrust.othersMayWrite(file)).isEqualTo(!alone);
        FileTrust.require(file, true);
    }

    @Test
    void theRightToWriteIsTakenFromOthersAlone() throws IOException {
        mode("rw-rw-rw-");

        FileTrust.withdrawWriting(file);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        FileTrust.require(file, false);
    }

    @Test
    void aLinkIsNotFollowedEvenIfOthersMayWrite() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        assertThatThrownBy(() -> FileTrust.require(link, true))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("symbolic link");
    }
}
