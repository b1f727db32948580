package dev.cairn.worker.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;

/**
 * Loads what the first connection of a process needs, beside its main thread. The JDK reads its
 * security settings and makes a source of random numbers for the first Unix socket, although a
 * client needs neither: a tenth of the time of a short command.
 */
public final class SocketPreparation {

    private SocketPreparation() {}

    /** Begins, and returns at once. A failure is left to the connection that meets it again. */
    public static void begin() {
        Thread.ofPlatform().name("socket").daemon().start(SocketPreparation::load);
    }

    private static void load() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.supportedOptions();
        } catch (IOException | UnsupportedOperationException e) {
            // The connection itself fails in the same way, and says so.
        }
    }
}
