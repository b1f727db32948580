package dev.cairn.worker.socket;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** The user on the other end of a connection, as the kernel knows it (SO_PEERCRED, unix(7)). */
public final class Peer {

    private Peer() {}

    /**
     * Checks that the peer is our own user. A worker does so to keep other users from reading the
     * database; a client does so to send its writes to no socket that another user made in the
     * worker's place.
     *
     * @throws DatabaseException with FORBIDDEN if it is another
     */
    public static void requireSameUser(SocketChannel channel) throws IOException {
        requireUser(OwnUser.name(), userOf(channel));
    }

    static void requireUser(String expected, String found) {
        if (!expected.equals(found)) {
            throw new DatabaseException(
                    DatabaseErrorCode.FORBIDDEN,
                    "the other end of the worker's socket belongs to user '%s', not to '%s'"
                            .formatted(found, expected));
        }
    }

    static String userOf(SocketChannel channel) throws IOException {
        return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    }
}
