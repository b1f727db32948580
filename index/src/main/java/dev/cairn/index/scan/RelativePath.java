package dev.cairn.index.scan;

import java.io.File;
import java.nio.file.Path;

/** Paths as the index keeps them: below a root, with {@code /} between the names. */
final class RelativePath {

    private RelativePath() {}

    static String of(Path root, Path file) {
        String path = root.relativize(file).toString();
        return File.separatorChar == '/' ? path : path.replace(File.separatorChar, '/');
    }
}
