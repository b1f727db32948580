package dev.cairn.database.file;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of the files that a restore makes next to a database. A user's own file may begin in
 * the same way, such as {@code app.db.restore-notes.md}, so whatever removes or moves one of them
 * asks here.
 */
public final class RestoreFiles {

    private static final String COMING = ".restore-";
    private static final String KEPT = ".before-restore-";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern ID_AND_SIDE =
            Pattern.compile(ID.pattern() + "(-wal|-shm|-journal)?");
    private static final Pattern TIME = Pattern.compile("\\d{8}T\\d{9}Z");
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private RestoreFiles() {}

    /** Returns the file that a backup is unpacked into, before it takes the place of a database. */
    public static Path coming(Path database, String backupId) {
        return database.resolveSibling(database.getFileName() + COMING + backupId);
    }

    /** Returns the file that the database is kept as. */
    public static Path kept(Path database, Instant time) {
        return database.resolveSibling(database.getFileName() + KEPT + TIMESTAMP.format(time));
    }

    /**
     * Returns whether a file that is there was made by {@link #coming}, or is a side file of it.
     */
    public static boolean isLeft(Path database, Path file) {
        return has(database, file, COMING, ID_AND_SIDE)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns whether a name is one of those that {@link #kept} gives. */
    public static boolean isKeptName(Path database, Path file) {
        return has(database, file, KEPT, TIME);
    }

    /** Returns whether a name is one of those that {@link #coming} gives. */
    public static boolean isComingName(Path database, Path file) {
        return has(database, file, COMING, ID);
    }

    private static boolean has(Path database, Path file, String kind, Pattern rest) {
        String name = file.getFileName().toString();
        String own = database.getFileName() + kind;
        return name.startsWith(own) && rest.matcher(name.substring(own.length())).matches();
    }
}
