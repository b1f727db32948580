package dev.cairn.server.tool;

import dev.cairn.index.reference.DefinitionRow;
import dev.cairn.index.scan.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Numbered lines of a file as it is on disk now. */
final class SourceExcerpt {

    private static final long LARGEST_BYTES = 4L << 20;
    private static final int LONGEST_LINE = 400;

    private final String sha256;
    private final List<String> lines;

    private SourceExcerpt(String sha256, List<String> lines) {
        this.sha256 = sha256;
        this.lines = lines;
    }

    /** Reads a file of a project; empty if it is not there, is not text, or is a link. */
    static Optional<SourceExcerpt> read(String root, String path) {
        Path folder = Path.of(root);
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder) || passesLink(folder, file)) {
            return Optional.empty();
        }
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > LARGEST_BYTES) {
                return Optional.empty();
            }
            return SourceText.of(Files.readAllBytes(file)) instanceof SourceText.Text text
                    ? Optional.of(new SourceExcerpt(text.sha256(), text.text().lines().toList()))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static boolean passesLink(Path folder, Path file) {
        for (@Nullable Path some = file;
                some != null && !some.equals(folder);
                some = some.getParent()) {
            if (Files.isSymbolicLink(some)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the SHA-256 of the whole file. */
    String sha256() {
        return sha256;
    }

    /** Returns the lines of a definition with their numbers, at most so many. */
    String of(DefinitionRow definition, int most) {
        return of(definition, most, Long.MAX_VALUE);
    }

    /** Returns the lines of a definition, as far as they fit into so many characters. */
    String of(DefinitionRow definition, int most, long characters) {
        StringBuilder text = new StringBuilder();
        long end = Math.min(definition.endLine(), lines.size());
        long last = lastShown(definition, most);
        long number = definition.line();
        while (number <= last) {
            String line = numbered(number);
            if (text.length() + line.length() > characters) {
                break;
            }
            text.append(line);
            number++;
        }
        if (number <= end) {
            text.append("       … %d more lines, to line %d%n".formatted(end - number + 1, end));
        }
        return text.toString();
    }

    /** Returns the last line of a definition that is shown of so many. */
    long lastShown(DefinitionRow definition, int most) {
        return Math.min(
                Math.min(definition.endLine(), lines.size()), definition.line() + most - 1L);
    }

    private String numbered(long number) {
        String line = lines.get((int) number - 1);
        return "%5d  %s%n"
                .formatted(
                        number,
                        line.length() > LONGEST_LINE
                                ? line.substring(0, LONGEST_LINE) + " …"
                                : line);
    }
}
