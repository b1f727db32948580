package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.file.BoundedFile;
import dev.cairn.database.file.DurableFiles;
import dev.cairn.database.file.FailPoint;
import dev.cairn.database.file.RestoreFiles;
import dev.cairn.database.sqlite.file.SqliteFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Puts another file in the place of a database that this process owns and has closed.
 *
 * <p>The new file is complete and flushed before anything moves. Then a marker next to the database
 * names it; from there on the replacement is carried to its end, by {@link #recover} if the process
 * died. The side files of the old database are moved away first, because SQLite would read an old
 * log into the new file.
 */
final class FileReplacement {

    private static final List<String> SIDE_FILES = List.of("-wal", "-shm", "-journal");

    private final Path database;
    private final Path marker;

    FileReplacement(Path database) {
        this.database = database;
        this.marker = database.resolveSibling(database.getFileName() + ".replacing");
    }

    /** What is to be done, as the marker says it. */
    private record Order(Path replacement, String sha256, Path keepAs) {

        String toText() {
            return replacement.getFileName() + "\n" + sha256 + "\n" + keepAs.getFileName() + "\n";
        }
    }

    /**
     * Replaces the database.
     *
     * @throws DatabaseException with BUSY if another process has it open, with IO if a file cannot
     *     be moved; what was begun is then finished by the next {@link #recover}
     */
    void replaceBy(Path replacement, Path keepAs) {
        requireNobodyElse();
        try {
            FailPoint.reached("replace-begin");
            keepOld(keepAs);
            DurableFiles.sync(replacement);
            FailPoint.reached("replace-kept");
            Order order = new Order(replacement, DurableFiles.sha256(replacement), keepAs);
            DurableFiles.write(marker, order.toText());
            FailPoint.reached("replace-marked");
            carryOut(order);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * An exclusive connection is possible only without other connections, and copies the log into
     * the file when it closes. A database that is too damaged to be opened is replaced all the
     * same.
     */
    private void requireNobodyElse() {
        if (!Files.exists(database)) {
            return;
        }
        try {
            SqliteSession.probeExclusively(database);
        } catch (DatabaseException e) {
            if (e.code() == DatabaseErrorCode.BUSY) {
                throw new DatabaseException(
                        DatabaseErrorCode.BUSY,
                        "cannot replace database '"
                                + database
                                + "': another process has it open; stop that first",
                        e);
            }
        } catch (SQLException e) {
            throw SqliteErrors.translate("close database '" + database + "'", e);
        }
    }

    private void keepOld(Path keepAs) throws IOException {
        if (!Files.exists(database)) {
            return;
        }
        Files.deleteIfExists(keepAs);
        try {
            Files.createLink(keepAs, database);
        } catch (UnsupportedOperationException | IOException _) {
            // Some file systems have no hard links.
            DurableFiles.create(keepAs);
            Files.copy(
                    database,
                    keepAs,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES,
                    LinkOption.NOFOLLOW_LINKS);
            DurableFiles.sync(keepAs);
        }
        DurableFiles.syncFolderOf(keepAs);
    }

    private void carryOut(Order order) throws IOException {
        for (String suffix : SIDE_FILES) {
            moveIfExists(sideFile(database, suffix), sideFile(order.keepAs(), suffix));
        }
        FailPoint.reached("replace-cleared");
        if (Files.exists(database)) {
            Files.setPosixFilePermissions(
                    order.replacement(), Files.getPosixFilePermissions(database));
        }
        DurableFiles.move(order.replacement(), database);
        FailPoint.reached("replace-moved");
        removeMarker();
    }

    private static Path sideFile(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static void moveIfExists(Path from, Path to) throws IOException {
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void removeMarker() throws IOException {
        Files.delete(marker);
        DurableFiles.syncFolderOf(marker);
    }

    /**
     * Ends a replacement that a dead process began. Called before anything opens the database.
     *
     * @return what was done, if there was anything to do
     */
    Optional<String> recover() {
        try {
            DurableFiles.removePartial(marker);
            if (!Files.exists(marker, LinkOption.NOFOLLOW_LINKS)) {
                removeSecondNames();
                return Optional.empty();
            }
            return Optional.of(recover(readOrder()));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A replacement that ended before it wrote its marker left a second name of the database. */
    private void removeSecondNames() throws IOException {
        if (SqliteFile.names(database) < 2) {
            return;
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(
                        Objects.requireNonNull(marker.toAbsolutePath().getParent()),
                        file -> RestoreFiles.isKeptName(database, file))) {
            for (Path file : files) {
                if (!Files.isSymbolicLink(file) && Files.isSameFile(file, database)) {
                    Files.delete(file);
                }
            }
        }
    }

    private Order readOrder() throws IOException {
        List<String> lines =
                BoundedFile.textWithoutLinks(marker, BoundedFile.RECORD_BYTES).lines().toList();
        if (lines.size() != 3) {
            throw new IOException("the marker '" + marker + "' is invalid; remove it by hand");
        }
        return new Order(
                besideDatabase(lines.get(0), RestoreFiles::isComingName),
                lines.get(1),
                besideDatabase(lines.get(2), RestoreFiles::isKeptName));
    }

    /**
     * A marker can come with a database from elsewhere, and what it names is moved or removed, so
     * it may name only files that a restore makes.
     */
    private Path besideDatabase(String name, BiPredicate<Path, Path> allowed) throws IOException {
        boolean plain = !name.contains("/") && name.indexOf('\0') < 0 && !name.isEmpty();
        Path file = plain ? database.resolveSibling(name) : database;
        boolean other =
                Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        if (!allowed.test(database, file) || other) {
            throw new IOException(
                    "the marker '%s' names '%s', which is not a file of a restore; remove the marker by hand"
                            .formatted(marker, name));
        }
        return file;
    }

    private String recover(Order order) throws IOException {
        if (!Files.exists(order.replacement(), LinkOption.NOFOLLOW_LINKS)) {
            removeMarker();
            return "an interrupted restore had been completed";
        }
        if (DurableFiles.sha256(order.replacement()).equals(order.sha256())) {
            carryOut(order);
            return "an interrupted restore was completed";
        }
        for (String suffix : SIDE_FILES) {
            moveIfExists(sideFile(order.keepAs(), suffix), sideFile(database, suffix));
        }
        Files.delete(order.replacement());
        removeMarker();
        return "an interrupted restore was undone, because its file is damaged";
    }

    private DatabaseException failed(IOException cause) {
        return new DatabaseException(
                DatabaseErrorCode.IO,
                "cannot replace database '" + database + "': " + FileErrors.reasonWithFile(cause),
                cause);
    }
}
