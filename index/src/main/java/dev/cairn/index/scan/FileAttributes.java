package dev.cairn.index.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says about one entry, without following links.
 *
 * @param kind what it is
 * @param size its length in bytes
 * @param modifiedNanos when its content was last changed, in nanoseconds since 1970; a program can
 *     set it to any time
 * @param changedNanos when its content or attributes were last changed, which only the system sets;
 *     the same as {@code modifiedNanos} where the system does not say
 * @param inode its number in the file system; 0 where it has none
 */
public record FileAttributes(
        Kind kind, long size, long modifiedNanos, long changedNanos, long inode) {

    /** What an entry of a folder is. */
    public enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    private static final String UNIX = "unix:mode,size,lastModifiedTime,ctime,ino";
    private static final int TYPE_MASK = 0170000;
    private static final int TYPE_FILE = 0100000;
    private static final int TYPE_FOLDER = 0040000;
    private static final int TYPE_LINK = 0120000;

    /** Reads the attributes of an entry. */
    public static FileAttributes read(Path entry) throws IOException {
        try {
            return ofUnix(Files.readAttributes(entry, UNIX, LinkOption.NOFOLLOW_LINKS));
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return basic(entry);
        }
    }

    private static FileAttributes ofUnix(Map<String, Object> values) {
        Kind kind =
                switch (value(values, "mode", Integer.class) & TYPE_MASK) {
                    case TYPE_FILE -> Kind.FILE;
                    case TYPE_FOLDER -> Kind.FOLDER;
                    case TYPE_LINK -> Kind.LINK;
                    default -> Kind.OTHER;
                };
        return new FileAttributes(
                kind,
                value(values, "size", Long.class),
                nanos(value(values, "lastModifiedTime", FileTime.class)),
                nanos(value(values, "ctime", FileTime.class)),
                value(values, "ino", Long.class));
    }

    private static <T> T value(Map<String, Object> values, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(values.get(name)));
    }

    private static FileAttributes basic(Path entry) throws IOException {
        BasicFileAttributes values =
                Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Kind kind = Kind.OTHER;
        if (values.isRegularFile()) {
            kind = Kind.FILE;
        } else if (values.isDirectory()) {
            kind = Kind.FOLDER;
        } else if (values.isSymbolicLink()) {
            kind = Kind.LINK;
        }
        long modified = nanos(values.lastModifiedTime());
        return new FileAttributes(kind, values.size(), modified, modified, 0);
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
