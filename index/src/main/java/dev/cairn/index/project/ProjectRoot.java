package dev.cairn.index.project;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The folder of a project.
 *
 * @param folder absolute, without symbolic links
 */
public record ProjectRoot(Path folder) {

    /**
     * Returns the root that a path names.
     *
     * @throws UncheckedIOException if there is no such folder
     */
    public static ProjectRoot of(Path path) {
        try {
            Path real = path.toRealPath();
            if (!Files.isDirectory(real)) {
                throw new NotDirectoryException(path.toString());
            }
            return new ProjectRoot(real);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot index '" + path + "': " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such folder";
            case NotDirectoryException _ -> "it is not a folder";
            default -> String.valueOf(e.getMessage());
        };
    }

    /**
     * Returns paths as the index keeps them, without those outside of the root.
     *
     * @param paths absolute, or below the root; they need not exist
     */
    public List<String> relative(Collection<Path> paths) {
        List<String> relative = new ArrayList<>();
        for (Path path : paths) {
            Path absolute = folder.resolve(path).normalize();
            if (absolute.startsWith(folder)) {
                String below = folder.relativize(absolute).toString();
                relative.add(below.replace(File.separatorChar, '/'));
            }
        }
        return relative;
    }
}
