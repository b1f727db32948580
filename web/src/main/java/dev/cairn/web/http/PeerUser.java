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

    /** What stands before an address of IPv4 in the table of IPv6. */
    private static final String MAPPED = "0000000000000000FFFF0000";

    /** Behind the two addresses come the state, two queues, a timer, retransmits, and the user. */
    private static final int USER = 6;

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
        Optional<Long> user = user(TABLES.getFirst(), from + " " + to);
        return user.isPresent() ? user : user(TABLES.getLast(), MAPPED + from + " " + MAPPED + to);
    }

    /** Each line has both addresses and later the user. The table is read for each connection. */
    private static Optional<Long> user(Path table, String addresses) {
        try {
            String lines = Files.readString(table, StandardCharsets.ISO_8859_1);
            int found = lines.indexOf(addresses);
            if (found < 0) {
                return Optional.empty();
            }
            int end = lines.indexOf('\n', found);
            String[] cells = lines.substring(found, end).strip().split("\\s+", -1);
            return Optional.of(Long.valueOf(cells[USER]));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
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
