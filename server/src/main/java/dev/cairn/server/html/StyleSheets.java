package dev.cairn.server.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The style sheet that pages and reports share. */
public final class StyleSheets {

    private static final String PAGE = "page.css";

    private StyleSheets() {}

    /** Returns the style sheet of pages, for an element {@code style}. */
    public static Html.StyleSheet page() {
        try (InputStream in = StyleSheets.class.getResourceAsStream(PAGE)) {
            byte[] bytes = Objects.requireNonNull(in, PAGE).readAllBytes();
            return new Html.StyleSheet(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + PAGE + "' of the program", e);
        }
    }
}
