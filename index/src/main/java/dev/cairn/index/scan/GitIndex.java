package dev.cairn.index.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The paths that a repository tracks (https://git-scm.com/docs/index-format, versions 2 to 4). It
 * is read here and not with JGit, whose reader measures the file system by writing into the
 * repository. An index that cannot be read is an error; the files it tracks are then not known.
 */
final class GitIndex {

    private static final int SIGNATURE = 0x44495243;
    private static final int HEADER_BYTES = 12;
    private static final int LINK_EXTENSION = 0x6C696E6B;
    private static final int MODE_GITLINK = 0160000;
    private static final int MODE_MASK = 0170000;
    private static final int EXTENDED = 0x4000;
    private static final long MAX_BYTES = 1L << 30;

    /** After this time a file that changes again has another time of change. */
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final int MOST_KEPT = 4;

    /** The last indexes: a process that updates a file after the other reads each index once. */
    private static final Map<Path, Kept> KEPT =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(8, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Path, Kept> eldest) {
                            return size() > MOST_KEPT;
                        }
                    });

    private record Kept(FileAttributes attributes, GitIndex index) {}

    private final TreeSet<String> files = new TreeSet<>();
    private final Set<String> submodules = new HashSet<>();

    private GitIndex() {}

    /** Returns an index that tracks nothing. */
    static GitIndex empty() {
        return new GitIndex();
    }

    /**
     * Reads the index of a repository.
     *
     * @param folder the folder of the repository or worktree
     * @param objectNameBytes how long an object's name is
     */
    static GitIndex read(Path folder, int objectNameBytes) throws IOException {
        Path file = folder.resolve("index");
        if (!Files.isRegularFile(file)) {
            return empty();
        }
        FileAttributes attributes = FileAttributes.read(file);
        Kept kept = KEPT.get(file);
        if (kept != null && kept.attributes.equals(attributes)) {
            return kept.index;
        }
        GitIndex index = new GitIndex();
        index.add(file, objectNameBytes, true);
        if (attributes.modifiedNanos() < nowNanos() - SETTLED_NANOS) {
            KEPT.put(file, new Kept(attributes, index));
        }
        return index;
    }

    private static long nowNanos() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    /** Returns whether a file is tracked. */
    boolean tracks(String path) {
        return files.contains(path);
    }

    /** Returns whether something below a folder is tracked. */
    boolean tracksBelow(String folder) {
        String first = files.ceiling(folder + "/");
        return first != null && first.startsWith(folder + "/");
    }

    /** Returns whether the commit of another repository is tracked in the place of a folder. */
    boolean isSubmodule(String folder) {
        return submodules.contains(folder);
    }

    private void add(Path file, int objectNameBytes, boolean followLink) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("the index of the repository is larger than " + MAX_BYTES);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        try {
            if (bytes.remaining() < HEADER_BYTES || bytes.getInt() != SIGNATURE) {
                throw new IOException("'" + file + "' is no index of git");
            }
            int version = bytes.getInt();
            if (version < 2 || version > 4) {
                throw new IOException("'" + file + "' has the unknown version " + version);
            }
            entries(bytes, version, objectNameBytes);
            if (followLink) {
                link(bytes, file, objectNameBytes);
            }
        } catch (RuntimeException e) {
            throw new IOException("the index of the repository is damaged: '" + file + "'", e);
        }
    }

    private void entries(ByteBuffer bytes, int version, int objectNameBytes) {
        int count = bytes.getInt();
        byte[] previous = {};
        for (int i = 0; i < count; i++) {
            int start = bytes.position();
            int mode = bytes.getInt(start + 24);
            bytes.position(start + 40 + objectNameBytes);
            int flags = bytes.getShort();
            if ((flags & EXTENDED) != 0) {
                bytes.getShort();
            }
            byte[] path;
            if (version == 4) {
                int kept = previous.length - offset(bytes);
                byte[] added = untilZero(bytes);
                path = Arrays.copyOf(previous, kept + added.length);
                System.arraycopy(added, 0, path, kept, added.length);
            } else {
                path = untilZero(bytes);
                int length = bytes.position() - 1 - start;
                bytes.position(start + length + 8 - length % 8);
            }
            previous = path;
            entry(new String(path, StandardCharsets.UTF_8), mode);
        }
    }

    private void entry(String path, int mode) {
        if ((mode & MODE_MASK) == MODE_GITLINK) {
            submodules.add(path);
        } else if (!path.isEmpty()) {
            files.add(path);
        }
    }

    /** The number in front of a path of version 4, as git's varint.c reads it. */
    private static int offset(ByteBuffer bytes) {
        int next = bytes.get() & 0xFF;
        int value = next & 0x7F;
        while ((next & 0x80) != 0) {
            next = bytes.get() & 0xFF;
            value = ((value + 1) << 7) | (next & 0x7F);
        }
        return value;
    }

    private static byte[] untilZero(ByteBuffer bytes) {
        int start = bytes.position();
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - start];
        bytes.get(text);
        bytes.get();
        return text;
    }

    /** A split index names another file that has the rest. */
    private void link(ByteBuffer bytes, Path file, int objectNameBytes) throws IOException {
        while (bytes.remaining() > objectNameBytes + 8) {
            int signature = bytes.getInt();
            int length = bytes.getInt();
            if (signature == LINK_EXTENSION) {
                byte[] name = new byte[objectNameBytes];
                bytes.get(name);
                Path shared = file.resolveSibling("sharedindex." + HexFormat.of().formatHex(name));
                if (Files.isRegularFile(shared)) {
                    add(shared, objectNameBytes, false);
                }
                return;
            }
            bytes.position(bytes.position() + length);
        }
    }
}
