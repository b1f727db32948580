package dev.cairn.index.edit;

import dev.cairn.database.file.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A file of a project that may be edited: below the project's root, reached through no symbolic
 * link, and not in a folder that belongs to git or Cairn.
 */
final class ProjectFile {

    private static final Set<String> FORBIDDEN_FOLDERS = Set.of(".git", ".cairn", ".hg", ".svn");
    static final int LARGEST_BYTES = 16 << 20;

    private final String path;
    private final Path file;

    private ProjectFile(String path, Path file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Finds a file by its path.
     *
     * @throws EditException with INVALID if the path leaves the project, REFUSED if it leads
     *     through a link or into a forbidden folder
     */
    static ProjectFile of(Path root, String path) {
        if (path.isEmpty() || path.indexOf('\0') >= 0 || path.startsWith("/")) {
            throw EditException.invalid("'%s' is not a path below the project".formatted(path));
        }
        Path relative = Path.of(path).normalize();
        if (relative.startsWith("..") || relative.toString().isEmpty()) {
            throw EditException.invalid("'%s' is outside the project '%s'".formatted(path, root));
        }
        Path file = root;
        for (Path name : relative) {
            if (FORBIDDEN_FOLDERS.contains(folded(name))) {
                throw EditException.refused(
                        "cannot edit '%s': the folder '%s' is not edited".formatted(path, name));
            }
            file = file.resolve(name);
            if (Files.isSymbolicLink(file)) {
                throw EditException.refused(
                        "cannot edit '%s': '%s' is a symbolic link; name the file that it points to"
                                .formatted(path, root.relativize(file)));
            }
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw EditException.invalid("cannot edit '%s': it is not a file".formatted(path));
        }
        return new ProjectFile(relative.toString(), file);
    }

    /** File systems that fold case, and those that drop some characters, find .git by it too. */
    private static String folded(Path name) {
        return name.toString().replaceAll("[\\p{Cf}\\p{Cc}]|[. ]+$", "").toLowerCase(Locale.ROOT);
    }

    String path() {
        return path;
    }

    Path file() {
        return file;
    }

    /** Returns the content; empty if there is no such file. */
    Optional<byte[]> read() {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            if (channel.size() > LARGEST_BYTES) {
                throw EditException.refused(
                        "cannot edit '%s': it has %d bytes, and %d is the most that is edited"
                                .formatted(path, channel.size(), LARGEST_BYTES));
            }
            ByteBuffer content = ByteBuffer.allocate((int) channel.size());
            while (content.hasRemaining() && channel.read(content) >= 0) {
                // reads on until the end
            }
            return Optional.of(java.util.Arrays.copyOf(content.array(), content.position()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw EditException.failed("cannot read '%s': %s".formatted(path, reason(e)), e);
        }
    }

    /** Returns the SHA-256 of the content, or {@value EditRequest#ABSENT}. */
    String hash() {
        return read().map(ProjectFile::hash).orElse(EditRequest.ABSENT);
    }

    static String hash(byte[] content) {
        return HexFormat.of().formatHex(DurableFiles.sha256().digest(content));
    }

    /** Writes a temporary file next to this one, with its owner and permissions, to the disk. */
    Path writeTemporary(String editId, byte[] content) {
        Path temporary = temporary(editId);
        try {
            Optional<PosixFileAttributes> old = attributes();
            if (old.isPresent()) {
                DurableFiles.create(temporary);
            } else {
                // With the permissions that the user's umask leaves.
                Files.createFile(temporary);
            }
            Files.write(temporary, content, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (old.isPresent()) {
                keepOwner(old.get(), temporary);
                Files.setPosixFilePermissions(temporary, old.get().permissions());
            }
            DurableFiles.sync(temporary);
            return temporary;
        } catch (IOException e) {
            removeTemporary(editId);
            throw EditException.failed(
                    "cannot write next to '%s': %s".formatted(path, reason(e)), e);
        } catch (EditException e) {
            removeTemporary(editId);
            throw e;
        }
    }

    private Optional<PosixFileAttributes> attributes() throws IOException {
        try {
            return Optional.of(
                    Files.readAttributes(
                            file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** The temporary file takes the place of the old one, which may belong to another user. */
    private void keepOwner(PosixFileAttributes old, Path temporary) throws IOException {
        PosixFileAttributeView made =
                Files.getFileAttributeView(
                        temporary, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        try {
            if (!made.readAttributes().owner().equals(old.owner())) {
                made.setOwner(old.owner());
            }
            if (!made.readAttributes().group().equals(old.group())) {
                made.setGroup(old.group());
            }
        } catch (FileSystemException _) {
            throw EditException.refused(
                    "cannot edit '%s': it belongs to user '%s' and group '%s', and you cannot make such a file; change its owner first"
                            .formatted(path, old.owner().getName(), old.group().getName()));
        }
    }

    /** Returns a note about hard links; empty if the file has one name. */
    Optional<String> otherLinks() {
        try {
            int links =
                    Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                            ? (Integer)
                                    Files.getAttribute(
                                            file, "unix:nlink", LinkOption.NOFOLLOW_LINKS)
                            : 1;
            return links > 1
                    ? Optional.of(
                            "'%s' had %d names (hard links); the others keep the old text"
                                    .formatted(path, links))
                    : Optional.empty();
        } catch (IOException e) {
            throw EditException.failed("cannot read '%s': %s".formatted(path, reason(e)), e);
        }
    }

    private Path temporary(String editId) {
        EditJournal.requireId(editId);
        return file.resolveSibling(".cairn-edit-" + editId + ".tmp");
    }

    /** Puts the temporary file in the place of this one, in one step. */
    void replaceBy(Path temporary) {
        try {
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            DurableFiles.syncFolderOf(file);
        } catch (IOException e) {
            throw EditException.failed("cannot replace '%s': %s".formatted(path, reason(e)), e);
        }
    }

    /** Gives the file this content again, or removes it if there was none. */
    void restore(String editId, Optional<byte[]> content) {
        if (content.isPresent()) {
            removeTemporary(editId);
            replaceBy(writeTemporary(editId, content.get()));
        } else {
            remove();
        }
    }

    private void remove() {
        try {
            Files.deleteIfExists(file);
            DurableFiles.syncFolderOf(file);
        } catch (IOException e) {
            throw EditException.failed("cannot remove '%s': %s".formatted(path, reason(e)), e);
        }
    }

    void removeTemporary(String editId) {
        try {
            Files.deleteIfExists(temporary(editId));
        } catch (IOException e) {
            throw EditException.failed(
                    "cannot remove '%s': %s".formatted(temporary(editId), reason(e)), e);
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file or folder";
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.FileAlreadyExistsException _ -> "a file is in the way";
            case java.nio.file.FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
