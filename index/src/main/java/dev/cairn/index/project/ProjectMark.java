package dev.cairn.index.project;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.StoragePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The id of a project in the file {@code .cairn/project} of its folder, by which the project is
 * recognised when the folder moves. What the file says is believed only as far as it can do no
 * harm: it comes with a checkout.
 */
final class ProjectMark {

    private static final String FILE = "project";
    private static final int UUID_LENGTH = 36;

    private ProjectMark() {}

    /** Returns the id in a folder; empty if there is none, or no valid one. */
    static Optional<String> read(Path root) {
        Path folder = root.resolve(StoragePaths.PROJECT_FOLDER);
        Path file = folder.resolve(FILE);
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > 2 * UUID_LENGTH) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file).strip()).filter(ProjectMark::isId);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether a text is a UUID as {@code java.util.UUID} writes it: 8-4-4-4-12 hexadecimal digits.
     */
    private static boolean isId(String text) {
        if (text.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (hyphen ? c != '-' : !digit) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes an id into a folder. A tree that cannot be written to has none, and is recognised by
     * its path alone.
     */
    static void write(Path root, String id) {
        Path folder = root.resolve(StoragePaths.PROJECT_FOLDER);
        try {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                StoragePaths.createFolder(folder);
                Files.writeString(folder.resolve(".gitignore"), "*\n");
            }
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            Path partial = Files.createTempFile(folder, FILE, null);
            try {
                Files.writeString(partial, id + "\n");
                Files.move(
                        partial,
                        folder.resolve(FILE),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException | DatabaseException e) {
            // Not needed as long as the folder stays where it is.
        }
    }
}
