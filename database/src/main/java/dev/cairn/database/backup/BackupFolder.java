package dev.cairn.database.backup;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.file.DurableFiles;
import dev.cairn.database.file.FileTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder in which backups are kept. The manifests say what is in it; {@code index.json} repeats
 * them in one file for programs that want to read just one.
 */
final class BackupFolder {

    private static final String PREFIX = "database-";
    private static final String MANIFEST_SUFFIX = ".json";
    private static final long LARGEST_MANIFEST_BYTES = 16 << 20;
    private static final String INDEX = "index.json";
    private static final Pattern OWN_PARTIAL =
            Pattern.compile(Pattern.quote(DurableFiles.PARTIAL_PREFIX) + "(?<pid>\\d{1,18})-.*");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final LongSupplier usableBytes;

    BackupFolder(Path folder) {
        this(folder, () -> usableBytesIn(folder));
    }

    /** Makes a folder that believes to have so many bytes left. */
    BackupFolder(Path folder, LongSupplier usableBytes) {
        this.folder = folder.toAbsolutePath().normalize();
        this.usableBytes = usableBytes;
    }

    private static long usableBytesIn(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return folder;
    }

    Path fileOf(BackupManifest manifest) {
        Path file = folder.resolve(manifest.file()).normalize();
        if (!folder.equals(file.getParent())) {
            throw unusable("'%s' is not the name of a file in it".formatted(manifest.file()));
        }
        return file;
    }

    /**
     * Creates the folder if it is missing.
     *
     * @throws DatabaseException if it cannot be made, is a symbolic link, or is open to others
     */
    void prepare() {
        requireNoLink();
        StoragePaths.createFolder(folder);
        try {
            if (FileTrust.othersMayWrite(folder)) {
                throw unusable("it is writable by other users; run 'chmod 700' on it");
            }
            removeAbandoned();
        } catch (IOException e) {
            throw unusable(FileErrors.reasonWithFile(e));
        }
    }

    private void requireNoLink() {
        StoragePaths.requireNoLinks(folder);
        if (Files.isSymbolicLink(folder)) {
            throw unusable("it is a symbolic link, which is not followed; name the folder itself");
        }
    }

    private DatabaseException unusable(String reason) {
        return new DatabaseException(
                DatabaseErrorCode.BACKUP_FAILED,
                "cannot use backup folder '" + folder + "': " + reason);
    }

    /** Returns how many bytes can still be written. */
    long usableBytes() {
        return usableBytes.getAsLong();
    }

    /** Creates an empty file with a name that says which process writes it. */
    Path createPartial(String id) throws IOException {
        Path partial = partial(id + ".db");
        DurableFiles.create(partial);
        return partial;
    }

    private Path partial(String name) {
        return folder.resolve(
                DurableFiles.PARTIAL_PREFIX + ProcessHandle.current().pid() + "-" + name);
    }

    /** Several processes may write into one folder. */
    private void write(Path file, String text) throws IOException {
        DurableFiles.write(partial(file.getFileName().toString()), file, text);
    }

    /** Removes what processes that are gone left behind. */
    private void removeAbandoned() throws IOException {
        for (Path file : files(name -> OWN_PARTIAL.matcher(name).matches())) {
            Matcher own = OWN_PARTIAL.matcher(file.getFileName().toString());
            if (own.matches() && ProcessHandle.of(Long.parseLong(own.group("pid"))).isEmpty()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Returns all backups, the newest first. */
    List<BackupManifest> manifests() {
        requireNoLink();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<BackupManifest> manifests = new ArrayList<>();
        for (Path file : files(BackupFolder::isManifest)) {
            manifests.add(readManifest(file));
        }
        manifests.sort(
                Comparator.comparing(BackupManifest::createdAt)
                        .thenComparing(BackupManifest::id)
                        .reversed());
        return manifests;
    }

    private static boolean isManifest(String name) {
        return name.startsWith(PREFIX) && name.endsWith(MANIFEST_SUFFIX);
    }

    private List<Path> files(Predicate<String> filter) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> filter.test(entry.getFileName().toString()))
                    .filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw unusable(FileErrors.reasonWithFile(e));
        }
    }

    private static BackupManifest readManifest(Path file) {
        try {
            if (Files.size(file) > LARGEST_MANIFEST_BYTES) {
                throw unreadable(file, "it is larger than 16 MiB", null);
            }
            BackupManifest manifest =
                    JSON.readValue(Files.readString(file), BackupManifest.class).requireValid();
            if (!manifestName(manifest).equals(file.getFileName().toString())) {
                throw unreadable(
                        file, "it is about the file '" + manifest.file() + "', not its own", null);
            }
            return manifest;
        } catch (JacksonException e) {
            throw unreadable(
                    file,
                    e.getCause() instanceof NullPointerException
                            ? "it is not a manifest: a field is missing"
                            : "it is not a manifest",
                    e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw unreadable(file, e.getMessage() + " is wrong or missing", e);
        } catch (IOException e) {
            throw unreadable(file, FileErrors.reason(e), e);
        }
    }

    private static DatabaseException unreadable(
            Path file, String reason, @Nullable Throwable cause) {
        return new DatabaseException(
                DatabaseErrorCode.BACKUP_FAILED,
                "cannot read backup manifest '%s': %s; move it to another folder if it is not yours"
                        .formatted(file, reason),
                cause);
    }

    /**
     * Returns the backup of that id, or of which that is the beginning.
     *
     * @throws DatabaseException if there is none, or more than one
     */
    BackupManifest find(String id) {
        List<BackupManifest> found =
                manifests().stream()
                        .filter(manifest -> !id.isEmpty() && manifest.id().startsWith(id))
                        .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                (found.isEmpty() ? "no backup in '" : "more than one backup in '")
                        + folder
                        + "' has an id that begins with '"
                        + id
                        + "'");
    }

    /** Keeps a manifest, which makes the backup known. */
    void add(BackupManifest manifest) throws IOException {
        write(manifestFile(manifest), JSON.writeValueAsString(manifest));
        writeIndex();
    }

    /** Removes a backup; its manifest goes first, so that none is left without its file. */
    void remove(BackupManifest manifest) throws IOException {
        Files.deleteIfExists(manifestFile(manifest));
        Files.deleteIfExists(fileOf(manifest));
        DurableFiles.syncFolderOf(fileOf(manifest));
        writeIndex();
    }

    private void writeIndex() throws IOException {
        write(folder.resolve(INDEX), JSON.writeValueAsString(manifests()));
    }

    private Path manifestFile(BackupManifest manifest) {
        return folder.resolve(manifestName(manifest));
    }

    private static String manifestName(BackupManifest manifest) {
        return manifest.file().replaceFirst("\\.(db|sql)(\\.zst)?(\\.age)?$", MANIFEST_SUFFIX);
    }
}
