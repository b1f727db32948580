package dev.cairn.index.edit;

import dev.cairn.database.StoragePaths;
import dev.cairn.database.file.BoundedFile;
import dev.cairn.database.file.DurableFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What files held before they were edited: one file for each edit in the folder {@code old_code},
 * apart from the backups of databases. The journal in the database says which edit it belongs to.
 */
public final class CodeBackups {

    /** The name of the folder. */
    public static final String FOLDER = "old_code";

    private static final Pattern EDIT_ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path folder;

    /** Makes the backups of a project whose storage this is. */
    public CodeBackups(StoragePaths storage) {
        this.folder = storage.backups().resolveSibling(FOLDER);
    }

    /** Keeps what a file held before an edit. */
    void save(String editId, byte[] content) {
        StoragePaths.createFolder(folder);
        Path file = file(editId);
        try {
            DurableFiles.create(file);
            Files.write(file, content, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            DurableFiles.sync(file);
            DurableFiles.syncFolderOf(file);
        } catch (IOException e) {
            throw EditException.failed(
                    "cannot back up the file to '%s': %s".formatted(file, ProjectFile.reason(e)),
                    e);
        }
    }

    /** Returns what a file held before an edit; empty if that is not kept any more. */
    Optional<byte[]> read(String editId) {
        try {
            return Optional.of(
                    BoundedFile.bytes(
                            file(editId), ProjectFile.LARGEST_BYTES, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw EditException.failed(
                    "cannot read the backup of edit '%s': %s"
                            .formatted(editId, ProjectFile.reason(e)),
                    e);
        }
    }

    private Path file(String editId) {
        EditJournal.requireId(editId);
        return folder.resolve(editId);
    }

    /**
     * Deletes backups that are older than a period, but keeps the newest ones.
     *
     * @return how many were deleted
     */
    public int prune(Duration period, int keep) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        record Kept(Path file, Instant time) {}
        List<Kept> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (EDIT_ID.matcher(file.getFileName().toString()).matches()) {
                    all.add(
                            new Kept(
                                    file,
                                    Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                            .toInstant()));
                }
            }
        }
        all.sort(Comparator.comparing(Kept::time).reversed());
        Instant oldest = Instant.now().minus(period);
        int deleted = 0;
        for (Kept backup : all.subList(Math.min(keep, all.size()), all.size())) {
            if (backup.time.isBefore(oldest) && Files.deleteIfExists(backup.file)) {
                deleted++;
            }
        }
        return deleted;
    }
}
