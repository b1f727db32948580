package dev.cairn.server.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarDisplayTest {

    @Test
    void aShortPhaseShowsNothing() throws InterruptedException {
        assertThat(shown(300, 10)).isEmpty();
    }

    @Test
    void aLongPhaseShowsABarAndLeavesTheLineEmpty() throws InterruptedException {
        assertThat(shown(2_000, 10)).contains("backup").contains("5/10 pages").endsWith("\r");
    }

    @Test
    void aPhaseWithoutATotalShowsItsNameAlone() throws InterruptedException {
        assertThat(shown(2_000, 0)).contains("backup …").doesNotContain("?");
    }

    /** Returns what a phase of so many milliseconds wrote. */
    private static String shown(long millis, long total) throws InterruptedException {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try (ProgressBarDisplay display = new ProgressBarDisplay("pages")) {
            display.progress("backup", 0, total);
            display.progress("backup", 5, total);
            Thread.sleep(millis);
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }
}
