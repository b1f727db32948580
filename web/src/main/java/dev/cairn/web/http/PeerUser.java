package dev.cairn.web.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The user whose process is at the other end of a connection within this machine. Linux lists the
 * connections with their users in {@code /proc/net/tcp} (proc_pid_net(5)); elsewhere it is not
 * known.
 */
final class PeerUser {

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int USER = 7;
    private static final long SUPERUSER = 0;

    private PeerUser() {}

    /** Returns whether the user of this process, or the superuser, is at the other end. */
    static boolean isOwn(SocketAddress client, SocketAddress server) {
        if (client instanceof InetSocketAddress from && server instanceof InetSocketAddress to) {
            Optional<Long> user = of(from, to);
            return user.isPresent() && (user.get() == SUPERUSER || user.equals(own()));
        }
        return false;
    }

    /** Returns whether the system says whose a connection is. */
    static boolean isKnown() {
        return Files.isReadable(TABLES.getFirst()) && own().isPresent();
    }

    private static Optional<Long> of(InetSocketAddress client, InetSocketAddress server) {
        String from = hexadecimal(client);
        String to = hexadecimal(server);
        for (Path table : TABLES) {
            try (Stream<String> lines = Files.lines(table, StandardCharsets.US_ASCII)) {
                Optional<Long> user =
                        lines.map(line -> line.strip().split("\\s+", -1))
                                .filter(cells ->
                                        cells.length > USER
                                                && cells[LOCAL].endsWith(from)
                                                && cells[REMOTE].endsWith(to))
                                .map(cells -> Long.valueOf(cells[USER]))
                                .findFirst();
                if (user.isPresent()) {
                    return user;
                }
            } catch (IOException | NumberFormatException _) {
                // The other table may have it.
            }
        }
        return Optional.empty();
    }

    /** The kernel writes an address in the order of the machine, and the port as a number. */
    private static String hexadecimal(InetSocketAddress address) {
        int bytes =
                ByteBuffer.wrap(address.getAddress().getAddress())
                        .order(ByteOrder.nativeOrder())
                        .getInt();
        return String.format(Locale.ROOT, "%08X:%04X", bytes, address.getPort());
    }

    private static Optional<Long> own() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Uid:"))
                    .map(line -> Long.valueOf(line.split("\\s+", -1)[1]))
                    .findFirst();
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
