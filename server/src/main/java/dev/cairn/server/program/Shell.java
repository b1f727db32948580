package dev.cairn.server.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The shells that have a script for completion. */
enum Shell {
    BASH,
    ZSH,
    FISH;

    /** Returns the script, which asks {@code cairn complete} for each word. */
    String script() {
        String resource = "completion." + name().toLowerCase(Locale.ROOT);
        try (InputStream input = Shell.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException(
                        "the program's own file " + resource + " is missing");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
