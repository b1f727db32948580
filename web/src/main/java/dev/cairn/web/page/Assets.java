package dev.cairn.web.page;

import dev.cairn.server.html.StyleSheets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The style sheet, the script and the icon. Their addresses hold a hash of their content, so that a
 * browser keeps them until they change.
 */
final class Assets {

    private static final String FOLDER = "/dev/cairn/web/asset/";
    private static final String STYLE = "page.css";
    private static final int HASH_CHARACTERS = 12;

    private static final Map<String, String> TYPES =
            Map.of(
                    STYLE,
                    "text/css; charset=utf-8",
                    "page.js",
                    "text/javascript; charset=utf-8",
                    "icon.svg",
                    "image/svg+xml");

    private static final Map<String, byte[]> CONTENTS = contents();

    private final Map<String, Reply> byPath = new HashMap<>();

    Assets() {
        CONTENTS.forEach((name, content) ->
                byPath.put(
                        path(name),
                        Reply.lasting(Objects.requireNonNull(TYPES.get(name)), content)));
    }

    /** Returns the path of a file. */
    static String path(String name) {
        byte[] content = Objects.requireNonNull(CONTENTS.get(name), name);
        int dot = name.indexOf('.');
        return "/asset/%s-%s%s"
                .formatted(name.substring(0, dot), hash(content), name.substring(dot));
    }

    /** Returns the file at a path, if it is one. */
    Optional<Reply> named(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private static Map<String, byte[]> contents() {
        Map<String, byte[]> contents = new HashMap<>();
        contents.put(STYLE, StyleSheets.page().css().getBytes(StandardCharsets.UTF_8));
        for (String name : List.of("page.js", "icon.svg")) {
            try (InputStream in = Assets.class.getResourceAsStream(FOLDER + name)) {
                contents.put(name, Objects.requireNonNull(in, name).readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + name + " of the program", e);
            }
        }
        return Map.copyOf(contents);
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
