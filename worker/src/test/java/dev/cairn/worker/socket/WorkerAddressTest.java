package dev.cairn.worker.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.worker.manager.WorkerFixture;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerAddressTest {

    @TempDir Path folder;

    private static final String LONG = "a-rather-long-name-".repeat(6);

    private static void assertRefused(DatabaseErrorCode code, Path run, String... words) {
        assertThatThrownBy(() -> RunFolder.require(run))
                .isInstanceOfSatisfying(
                        DatabaseException.class, error -> assertThat(error.code()).isEqualTo(code))
                .hasMessageContainingAll(words);
    }

    @Test
    void theAddressFollowsFromTheDatabaseAndTheRunFolder() {
        DatabaseConfiguration one = WorkerFixture.configuration(folder, folder.resolve("a.db"));
        DatabaseConfiguration same =
                WorkerFixture.configuration(folder, folder.resolve("x/../a.db"));
        DatabaseConfiguration other = WorkerFixture.configuration(folder, folder.resolve("b.db"));
        assertThat(WorkerAddress.of(one)).isEqualTo(WorkerAddress.of(same));
        assertThat(WorkerAddress.of(one).socket())
                .isNotEqualTo(WorkerAddress.of(other).socket())
                .hasParentRaw(one.storage().run());
    }

    @Test
    void aLongPathFallsBackToAFolderOfOurOwn() throws Exception {
        DatabaseConfiguration configuration =
                WorkerFixture.configuration(folder.resolve(LONG), folder.resolve("a.db"));
        Path runtime = Files.createDirectory(folder.resolve("r"));
        WorkerAddress address =
                WorkerAddress.of(
                        configuration, Map.of("XDG_RUNTIME_DIR", runtime.toString()), folder);
        assertThat(address.socket()).hasParentRaw(runtime.resolve("cairn"));
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(runtime.resolve("cairn"))))
                .isEqualTo("rwx------");
        Path temporary = Files.createDirectory(folder.resolve("t"));
        assertThat(WorkerAddress.of(configuration, Map.of(), temporary).socket().toString())
                .startsWith(temporary + "/cairn-");
    }

    @Test
    void aPathThatIsTooLongEverywhereIsRefused() {
        DatabaseConfiguration configuration =
                WorkerFixture.configuration(folder.resolve(LONG), folder.resolve("a.db"));
        assertThatThrownBy(() -> WorkerAddress.of(configuration, Map.of(), folder.resolve(LONG)))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error ->
                                assertThat(error.code())
                                        .isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION))
                .hasMessageContaining("103 bytes")
                .hasMessageContaining("XDG_RUNTIME_DIR");
    }

    @Test
    void theRunFolderMustBeOursAlone() throws Exception {
        Path run = Files.createDirectory(folder.resolve("run"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));
        assertThatCode(() -> RunFolder.require(run)).doesNotThrowAnyException();

        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-x---"));
        assertRefused(DatabaseErrorCode.FORBIDDEN, run, "750", "chmod 700");
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwx------"));

        Path link = Files.createSymbolicLink(folder.resolve("link"), run);
        assertRefused(DatabaseErrorCode.FORBIDDEN, link, "symbolic links");

        Path open = Files.createDirectory(folder.resolve("open"));
        Path inside = Files.createDirectory(open.resolve("run"));
        Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertRefused(DatabaseErrorCode.FORBIDDEN, inside, "others may write");

        Path file = Files.createFile(folder.resolve("file"));
        assertRefused(DatabaseErrorCode.FORBIDDEN, file, "not a folder");
    }

    @Test
    void theOtherEndIsKnownByItsUser() throws Exception {
        Path socket = folder.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                    SocketChannel accepted = server.accept()) {
                Peer.requireSameUser(client);
                Peer.requireSameUser(accepted);
                String user = Peer.userOf(accepted);
                assertThatThrownBy(() -> Peer.requireUser("somebody else", user))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining(user)
                        .hasMessageContaining("somebody else");
            }
        }
    }
}
