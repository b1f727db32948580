package dev.cairn.database.sqlite.file;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the file of an open database, its write-ahead log or the index of that was removed
 * or replaced. SQLite goes on writing to a file without a name, answers that all is well, and loses
 * what it wrote with the end of the process (https://www.sqlite.org/howtocorrupt.html, 2.4).
 */
public final class FileGuard {

    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

    private final List<Path> files;
    private final AtomicReferenceArray<@Nullable Object> known;

    /** Notes the files of a database that has just been opened. */
    public FileGuard(Path database) {
        this.files =
                SUFFIXES.stream()
                        .map(suffix -> database.resolveSibling(database.getFileName() + suffix))
                        .toList();
        this.known = new AtomicReferenceArray<>(files.stream().map(SqliteFile::identity).toArray());
    }

    /**
     * Checks that the files are those that were opened.
     *
     * @throws DatabaseException with IO if one was removed or replaced
     */
    public void require() {
        for (int i = 0; i < files.size(); i++) {
            Object found = SqliteFile.identity(files.get(i));
            Object before = known.get(i);
            if (Objects.equals(found, before)) {
                continue;
            }
            // A log may be added: the database's journal mode can change.
            if (i == 0 || before != null) {
                throw new DatabaseException(
                        DatabaseErrorCode.IO,
                        "the file '%s' was removed or replaced while the database was open; close the database (stop its worker), put the right file in its place, and open it again"
                                .formatted(files.get(i)));
            }
            known.set(i, found);
        }
    }
}
