package dev.cairn.index.parse;

import dev.cairn.database.FileErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Native libraries that lie in jars, unpacked once into a folder that only this user can enter. A
 * library is used only if its bytes are those in the jar; anything else is replaced. The folder is
 * {@code cairn/native} in the user's cache ({@code XDG_CACHE_HOME}, else {@code ~/.cache}), or
 * where the system property {@value #FOLDER_PROPERTY} says.
 */
public final class NativeLibraries {

    static final String FOLDER_PROPERTY = "cairn.native.folder";

    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    private NativeLibraries() {}

    /**
     * Opens a library for this machine: one that {@code natives} built, else the one of the jar. It
     * stays open as long as this process lives.
     *
     * @param name the name in the jar without platform and ending, such as {@code tree-sitter-java}
     */
    static SymbolLookup open(String name) {
        return BuiltLibraries.INSTALLED
                .file(name)
                .flatMap(NativeLibraries::opened)
                .orElseGet(() -> ofJar(name));
    }

    private static SymbolLookup ofJar(String name) {
        Path library = unpack(name, folder());
        return opened(library)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "cannot load the native library '%s'; remove it, so that it is unpacked again"
                                        .formatted(library)));
    }

    /** A library that was built on another machine may need what this one does not have. */
    @SuppressWarnings("restricted")
    private static Optional<SymbolLookup> opened(Path library) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(library, Arena.global()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the file of a library whose bytes the caller has.
     *
     * @param file the name of the file, with its ending
     */
    public static Path unpacked(String file, byte[] content) {
        return unpack(file, content, folder());
    }

    static Path unpack(String name, Path folder) {
        return unpack(name + ending(), packed(resource(name)), folder);
    }

    private static Path unpack(String file, byte[] content, Path folder) {
        try {
            Path ready = ownFolder(folder);
            Path library = ready.resolve(file);
            if (!holds(library, content)) {
                replace(library, content);
            }
            return library;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot unpack the native library '%s' into '%s': %s; set XDG_CACHE_HOME to a folder that is yours"
                            .formatted(file, folder, FileErrors.reasonWithFile(e)),
                    e);
        }
    }

    private static Path folder() {
        String configured = System.getProperty(FOLDER_PROPERTY);
        if (configured != null) {
            return Path.of(configured);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(cache);
        return base.resolve("cairn").resolve("native");
    }

    private static Path ownFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(folder);
        }
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, OWNER_ONLY);
        }
        return folder;
    }

    private static boolean holds(Path library, byte[] content) throws IOException {
        return Files.isRegularFile(library, LinkOption.NOFOLLOW_LINKS)
                && Files.size(library) == content.length
                && Arrays.equals(Files.readAllBytes(library), content);
    }

    /** Others may load the library meanwhile, so it appears whole or not at all. */
    private static void replace(Path library, byte[] content) throws IOException {
        Path partial = Files.createTempFile(library.getParent(), "unpacking", null);
        try {
            Files.write(partial, content);
            Files.move(partial, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static byte[] packed(String resource) {
        ClassLoader loader = NativeLibraries.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "no native library '" + resource + "' on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource '" + resource + "'", e);
        }
    }

    private static String resource(String name) {
        return "lib/" + platform() + "-" + name + ending();
    }

    /** Returns the processor and the system, such as {@code x86_64-linux-gnu}. */
    static String platform() {
        return architecture() + "-" + system();
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "arm64", "aarch64" -> "aarch64";
            default ->
                    throw new IllegalStateException(
                            "no parsers for the processor '"
                                    + name
                                    + "'; there are some for x86_64 and"
                                    + " aarch64");
        };
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (name.contains("linux")) {
            return "linux-gnu";
        }
        return name.contains("mac") ? "macos" : "windows";
    }

    static String ending() {
        return switch (system()) {
            case "linux-gnu" -> ".so";
            case "macos" -> ".dylib";
            default -> ".dll";
        };
    }
}
