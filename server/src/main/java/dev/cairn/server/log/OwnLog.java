package dev.cairn.server.log;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Whether a file that exists is a log of Cairn's. What is logged holds names from outside, so it
 * must never be appended to a file that means something to another program, such as the start
 * script of a shell.
 */
final class OwnLog {

    private static final int BEGINNING_BYTES = 64;

    /** How the lines of both formats of {@link LogConfigurator} begin. */
    private static final Pattern BEGINNING =
            Pattern.compile(
                    "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S* +(TRACE|DEBUG|INFO|WARN|ERROR) .*"
                            + "|\\{\"sequenceNumber\":.*",
                    Pattern.DOTALL);

    private OwnLog() {}

    /**
     * Refuses a file that Cairn did not make.
     *
     * @throws IOException if it is not a regular file, or begins like no log of Cairn's
     */
    static void require(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("cannot log to '" + file + "': it is not a regular file");
        }
        String beginning = beginning(file);
        if (!beginning.isEmpty() && !BEGINNING.matcher(beginning).matches()) {
            throw new IOException(
                    "cannot log to '" + file + "': it is not a log of Cairn's; name another file");
        }
    }

    private static String beginning(Path file) throws IOException {
        try (InputStream input =
                new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
            return new String(input.readNBytes(BEGINNING_BYTES), StandardCharsets.ISO_8859_1);
        }
    }
}
