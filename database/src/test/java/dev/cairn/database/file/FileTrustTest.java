package dev.cairn.database.file;

import dev.cairn.database.DatabaseException;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void whatTheGroupOrEverybodyMayWriteIsRefusedUnlessAllowed() throws IOException {
        for (String permissions : new String[] {"rw--w----", "rw-----w-"}) {
            mode(permissions);
            assertThatThrownBy(() -> FileTrust.require(file, false))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("chmod go-w");
            FileTrust.require(file, true);
        }
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
