package dev.cairn.index.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one ignore file, which hold below one folder; the last rule about an entry decides.
 *
 * @param name how people know the file
 * @param folder the folder that the rules hold in
 * @param rules in the order of the file
 */
record IgnoreFile(String name, Path folder, List<IgnoreRule> rules) {

    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    IgnoreFile {
        rules = List.copyOf(rules);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read or is too large
     */
    static IgnoreFile read(String name, Path file, Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new IOException(
                        "its rules are not used: it is larger than " + MAX_BYTES + " bytes");
            }
            return new IgnoreFile(name, folder, parse(new String(content, StandardCharsets.UTF_8)));
        }
    }

    private static List<IgnoreRule> parse(String content) {
        String text = content.startsWith(BYTE_ORDER_MARK) ? content.substring(1) : content;
        List<IgnoreRule> rules = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String rule = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            int end = rule.indexOf('\0');
            IgnoreRule.parse(end < 0 ? rule : rule.substring(0, end), number).ifPresent(rules::add);
        }
        return rules;
    }

    /** Returns the rule that decides about an entry; null if none is about it. */
    @Nullable IgnoreRule deciding(Path entry, boolean isFolder) {
        byte[] path = RelativePath.of(folder, entry).getBytes(StandardCharsets.UTF_8);
        int nameStart = path.length;
        while (nameStart > 0 && path[nameStart - 1] != '/') {
            nameStart--;
        }
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).isAbout(path, nameStart, isFolder)) {
                return rules.get(i);
            }
        }
        return null;
    }
}
