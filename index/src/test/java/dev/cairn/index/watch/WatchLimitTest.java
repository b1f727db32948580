package dev.cairn.index.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class WatchLimitTest {

    @Test
    void theWholeNumberIsRead() throws Exception {
        Path file = Path.of("/proc/sys/fs/inotify/max_user_watches");
        assumeTrue(Files.exists(file), "this system has no inotify");
        Process cat = new ProcessBuilder("cat", file.toString()).start();
        String number =
                new String(cat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();

        assertThat(WatchLimit.ofUser()).hasValue(Long.parseLong(number));
    }
}
