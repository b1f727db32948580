package dev.cairn.database.file;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides whether a file with instructions for a database can be trusted: users that can write to
 * it or replace it control the database.
 */
public final class FileTrust {

    private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private FileTrust() {}

    /**
     * Refuses a file or a folder that is a symbolic link, or that others than its owner may write
     * to.
     *
     * @param allowWritableByOthers whether the latter is allowed
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} if it is refused, with
     *     {@link DatabaseErrorCode#IO} if it is not there
     */
    public static void require(Path path, boolean allowWritableByOthers) {
        PosixFileAttributes attributes = attributes(path);
        if (attributes.isSymbolicLink()) {
            throw refused(
                    path, "it is a symbolic link, which is not followed; name the file itself");
        }
        if (!allowWritableByOthers && othersMayWrite(attributes)) {
            throw refused(
                    path,
                    "it is writable by other users; run 'chmod go-w' on it, or allow it with"
                            + " --allow-writable-by-others");
        }
    }

    /**
     * Returns whether other users than the owner may write to a file. The group that many systems
     * give each user, with the owner as its only member, does not count.
     */
    private static boolean othersMayWrite(PosixFileAttributes attributes) {
        Set<PosixFilePermission> permissions = attributes.permissions();
        return permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || (permissions.contains(PosixFilePermission.GROUP_WRITE)
                        && !UserGroups.ofThisSystem()
                                .isPrivate(
                                        attributes.group().getName(),
                                        attributes.owner().getName()));
    }

    /** Returns whether another user than its owner may write to a file or folder. */
    public static boolean othersMayWrite(Path path) throws IOException {
        return othersMayWrite(
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /**
     * Takes the right to write to a file from others than its owner, which a new file has where the
     * umask leaves it.
     */
    public static void withdrawWriting(Path file) throws IOException {
        Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(file));
        if (permissions.removeAll(WRITABLE_BY_OTHERS)) {
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    private static PosixFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO, "cannot read '" + path + "': " + FileErrors.reason(e), e);
        }
    }

    private static DatabaseException refused(Path path, String reason) {
        return new DatabaseException(
                DatabaseErrorCode.REFUSED, "cannot use '" + path + "': " + reason);
    }
}
