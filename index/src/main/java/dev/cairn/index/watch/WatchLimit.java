package dev.cairn.index.watch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How many folders a user may watch on this system, by inotify(7). */
public final class WatchLimit {

    private static final Path FILE = Path.of("/proc/sys/fs/inotify/max_user_watches");
    private static final int LONGEST_NUMBER = 32;

    private WatchLimit() {}

    /** Returns the limit; empty on a system that has none. */
    public static OptionalLong ofUser() {
        // The kernel gives such a value only in one piece. Files.readString begins with one byte.
        byte[] digits = new byte[LONGEST_NUMBER];
        try (InputStream in = Files.newInputStream(FILE)) {
            int length = Math.max(0, in.read(digits));
            String text = new String(digits, 0, length, StandardCharsets.US_ASCII);
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (IOException | NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}
