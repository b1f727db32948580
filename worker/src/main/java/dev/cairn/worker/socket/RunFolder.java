package dev.cairn.worker.socket;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The checks of the folder that holds sockets and locks. A user that can write there can take the
 * worker's place, so it must be ours alone, and no other user may be able to exchange a folder
 * above it.
 */
public final class RunFolder {

    private static final int TYPE_MASK = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FOR_OTHERS = 0077;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int STICKY = 01000;
    private static final int ROOT = 0;

    private RunFolder() {}

    /**
     * Checks a folder.
     *
     * @throws DatabaseException with FORBIDDEN if it is not ours, open to others, no folder, or
     *     below one that others may change
     */
    public static void require(Path folder) {
        try {
            int mode = mode(folder);
            if ((mode & TYPE_MASK) != FOLDER) {
                throw refused(folder, "it is not a folder; symbolic links are not followed");
            }
            if (!OwnUser.has(user(folder))) {
                throw refused(folder, "it belongs to another user");
            }
            if ((mode & FOR_OTHERS) != 0) {
                throw refused(
                        folder,
                        "its mode is %o and must be 700; run: chmod 700 '%s'"
                                .formatted(mode & 07777, folder));
            }
            requireSafeAncestors(folder.toRealPath());
        } catch (IOException e) {
            throw refused(folder, FileErrors.reason(e));
        }
    }

    private static void requireSafeAncestors(Path folder) throws IOException {
        for (Path above = folder.getParent(); above != null; above = above.getParent()) {
            int mode = mode(above);
            if (!mayOwnAncestor(user(above))) {
                throw refused(
                        folder,
                        "'%s' above it belongs to user %s, who can put another folder in its place"
                                .formatted(above, Integer.toUnsignedString(user(above))));
            }
            if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
                throw refused(
                        folder,
                        "others may write to '%s' above it, whose mode is %o"
                                .formatted(above, mode & 07777));
            }
        }
    }

    static boolean mayOwnAncestor(int user) {
        return user == ROOT || OwnUser.has(user);
    }

    private static int mode(Path path) throws IOException {
        return (Integer) attribute(path, "unix:mode");
    }

    private static int user(Path path) throws IOException {
        return (Integer) attribute(path, "unix:uid");
    }

    private static Object attribute(Path path, String name) throws IOException {
        Object value = Files.getAttribute(path, name, LinkOption.NOFOLLOW_LINKS);
        if (value == null) {
            throw new IOException("the file system does not tell the " + name + " of " + path);
        }
        return value;
    }

    private static DatabaseException refused(Path folder, String reason) {
        return new DatabaseException(
                DatabaseErrorCode.FORBIDDEN,
                "cannot use '%s' for the worker's socket: %s".formatted(folder, reason));
    }
}
