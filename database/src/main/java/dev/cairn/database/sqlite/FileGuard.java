package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Notices that the file of an open database, its write-ahead log or the index of that was removed
 * or replaced. SQLite goes on writing to a file without a name, answers that all is well, and loses
 * what it wrote with the end of the process (https://www.sqlite.org/howtocorrupt.html, 2.4).
 */
public final class FileGuard {

    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

    private final List<Path> files;
    private volatile List<Optional<Object>> known;

    /** Notes the files of a database that has just been opened. */
    public FileGuard(Path database) {
        this.files =
                SUFFIXES.stream()
                        .map(suffix -> database.resolveSibling(database.getFileName() + suffix))
                        .toList();
        this.known = identities();
    }

    private List<Optional<Object>> identities() {
        return files.stream().map(SqliteFile::identity).map(Optional::ofNullable).toList();
    }

    /**
     * Checks that the files are those that were opened.
     *
     * @throws DatabaseException with IO if one was removed or replaced
     */
    public void require() {
        List<Optional<Object>> found = identities();
        if (found.equals(known)) {
            return;
        }
        for (int i = 0; i < files.size(); i++) {
            // A log may be added: the database's journal mode can change.
            boolean added = i > 0 && known.get(i).isEmpty();
            if (!added && !found.get(i).equals(known.get(i))) {
                throw new DatabaseException(
                        DatabaseErrorCode.IO,
                        "the file '%s' was removed or replaced while the database was open; close the database (stop its worker), put the right file in its place, and open it again"
                                .formatted(files.get(i)));
            }
        }
        known = found;
    }
}
