package dev.cairn.index.parse;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The libraries that {@code natives} built with optimisation. They are in the folder {@code
 * natives} next to the program's jars, or where the system property {@value #FOLDER_PROPERTY} says;
 * never in a tree that is indexed. A library is used only if it was built for this platform, from
 * the version that this program was made for, and has the checksum that was written when it was
 * built.
 */
final class BuiltLibraries {

    static final String FOLDER_PROPERTY = "cairn.natives.folder";

    private static final String LIST = "natives.tsv";

    /** The jar that starts the program, and the one that this class is in. */
    private static final Pattern JAR = Pattern.compile("cairn(-index-.*)?\\.jar");

    static final BuiltLibraries INSTALLED = new BuiltLibraries(installed());

    private final Optional<Path> folder;
    private final Map<String, Path> files = new HashMap<>();

    BuiltLibraries(Optional<Path> folder) {
        this.folder = folder;
        this.folder
                .map(some -> some.resolve(LIST))
                .filter(Files::isRegularFile)
                .ifPresent(this::read);
    }

    /** Returns the file of a library, such as {@code tree-sitter-java}, if it can be used. */
    Optional<Path> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private void read(Path list) {
        Map<String, String> versions = versions();
        try {
            for (String line : Files.readAllLines(list)) {
                List<String> built = List.of(line.split("\t", -1));
                Path file = list.resolveSibling(built.getFirst() + NativeLibraries.ending());
                if (built.size() == 4
                        && built.get(1).equals(versions.get(built.getFirst()))
                        && built.get(2).equals(NativeLibraries.platform())
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && built.get(3).equals(sha256(file))) {
                    files.put(built.getFirst(), file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read the libraries in '%s': %s; build them again with ./natives, or remove the folder"
                            .formatted(list.getParent(), e),
                    e);
        }
    }

    /** Returns the versions that this program was made for, by the names of the libraries. */
    private static Map<String, String> versions() {
        Map<String, String> versions = new HashMap<>();
        try (InputStream in = BuiltLibraries.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("'" + LIST + "' is not on the class path");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .forEach(source -> versions.put(source[0], source[2]));
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource '" + LIST + "'", e);
        }
    }

    static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Optional<Path> installed() {
        String configured = System.getProperty(FOLDER_PROPERTY);
        if (configured != null) {
            return Optional.of(configured).filter(name -> !name.isEmpty()).map(Path::of);
        }
        return besideJars(System.getProperty("java.class.path"));
    }

    /**
     * Returns the folder next to the program's jar on a class path. The code source of a class does
     * not serve: a class from a cache of the JVM has the path of its jar at build time, or none.
     */
    static Optional<Path> besideJars(String classPath) {
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            if (jar.isAbsolute() && JAR.matcher(jar.getFileName() + "").matches()) {
                return Optional.of(jar.resolveSibling("natives"));
            }
        }
        return Optional.empty();
    }
}
