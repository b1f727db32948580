package dev.cairn.web;

import dev.cairn.web.http.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the page in the browser of the desktop, logged in.
 *
 * <p>The browser is given a file that only its owner can read and that leads to the page. An
 * address with the token among the arguments of a process would be visible to all users of the
 * machine.
 */
final class Browser {

    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);
    private static final String FILE = "page.html";
    private static final List<String> OPENERS = List.of("xdg-open", "open");

    private Browser() {}

    static void open(Path run, String address, AccessToken token) {
        try {
            Path file = entrance(run, address, token);
            for (String opener : OPENERS) {
                if (started(opener, file)) {
                    return;
                }
            }
            LOG.warn("there is neither xdg-open nor open; visit {}", address);
        } catch (IOException e) {
            LOG.warn("cannot write '{}' for the browser: {}", run.resolve(FILE), e.getMessage());
        }
    }

    /** Address and token have no character that means something in HTML. */
    private static Path entrance(Path run, String address, AccessToken token) throws IOException {
        Path fresh =
                Files.createTempFile(
                        run,
                        "page-",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                fresh,
                """
                <!doctype html>
                <meta charset="utf-8">
                <meta name="referrer" content="no-referrer">
                <meta http-equiv="refresh" content="0; url=%slogin#%s">
                <title>Cairn</title>
                """
                        .formatted(address, token.text()));
        Path file = run.resolve(FILE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    private static boolean started(String program, Path file) {
        try {
            Process process =
                    new ProcessBuilder(program, file.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
