package dev.cairn.database.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of one PostgreSQL: those of a test dependency, unpacked once, or those of an
 * installation.
 *
 * <p>PostgreSQL does not run as root. Root runs it as the user {@code nobody}.
 *
 * @param bin the folder of {@code postgres} and {@code initdb}
 * @param name a name for folders, such as {@code embedded-17.5.0}
 */
record PostgresPrograms(Path bin, String name) {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String NOBODY = "65534";
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final int MOST_SECONDS = 120;

    /** Returns the programs of the test dependency; empty if this platform cannot run them. */
    static Optional<PostgresPrograms> embedded() {
        boolean fits =
                "Linux".equals(System.getProperty("os.name"))
                        && "amd64".equals(System.getProperty("os.arch"))
                        && PostgresPrograms.class.getResource(ARCHIVE) != null;
        return fits ? Optional.of(unpacked()) : Optional.empty();
    }

    /** Returns the newest programs that are installed on this machine. */
    static Optional<PostgresPrograms> installed() {
        Path folder = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparingInt(PostgresPrograms::version))
                    .map(bin -> new PostgresPrograms(bin, "installed-" + version(bin)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path bin) {
        try {
            return Integer.parseInt(bin.getName(bin.getNameCount() - 2).toString());
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    /**
     * The folder is outside of the build, which the user {@code nobody} may not be able to read.
     */
    private static PostgresPrograms unpacked() {
        Path home = folder("embedded-17.5.0").resolve("programs");
        if (!Files.isDirectory(home)) {
            unpack(home);
        }
        return new PostgresPrograms(home.resolve("bin"), "embedded-17.5.0");
    }

    private static void unpack(Path home) {
        try {
            Path part = Files.createTempDirectory(home.getParent(), "part-");
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
            try (InputStream in = PostgresPrograms.class.getResourceAsStream(ARCHIVE);
                    TarArchiveInputStream entries =
                            new TarArchiveInputStream(
                                    new XZInputStream(new BufferedInputStream(in)))) {
                for (TarArchiveEntry entry = entries.getNextEntry();
                        entry != null;
                        entry = entries.getNextEntry()) {
                    unpack(entry, entries, part);
                }
            }
            moveInto(part, home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream in, Path root)
            throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive names a path outside of it: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(in, target);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** Another process may have been faster; its folder is as good. */
    private static void moveInto(Path part, Path home) throws IOException {
        try {
            Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
            ServerFolder.remove(part);
        }
    }

    /**
     * Returns the folder for what is kept between two runs of the tests: not in the temporary
     * folder, where tests leave nothing.
     */
    private static Path folder(String name) {
        Path kept = Path.of("/var/tmp");
        Path base = Files.isWritable(kept) ? kept : Path.of(System.getProperty("java.io.tmpdir"));
        Path folder = base.resolve("cairn-" + System.getProperty("user.name")).resolve(name);
        try {
            Files.createDirectories(folder);
            Path own = folder.getParent();
            if (!Files.getOwner(own).getName().equals(System.getProperty("user.name"))) {
                throw new IOException("'" + own + "' belongs to " + Files.getOwner(own));
            }
            for (Path path : List.of(own, folder)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a command that runs one of the programs as a user that PostgreSQL accepts. */
    List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(asServerUser());
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Returns what goes before a command so that it runs as the server's user. */
    static List<String> asServerUser() {
        return ROOT
                ? List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups")
                : List.of();
    }

    /** Creates a new cluster in a folder, whose only user is {@code postgres}. */
    void createCluster(Path data) {
        Path template = folder(name).resolve("cluster");
        if (!Files.isDirectory(template)) {
            createTemplate(template);
        }
        run(List.of("cp", "-a", template + "/.", data.toString()));
    }

    private void createTemplate(Path template) {
        try {
            Path part = Files.createTempDirectory(template.getParent(), "part-");
            giveToServerUser(part);
            run(
                    command(
                            "initdb",
                            "-D",
                            part.toString(),
                            "-U",
                            "postgres",
                            "-A",
                            "trust",
                            "-N",
                            "-E",
                            "UTF8",
                            "--locale=C.UTF-8"));
            moveInto(part, template);
        } catch (FileAlreadyExistsException _) {
            // Another process was faster.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the server's user the owner of a path. */
    static void giveToServerUser(Path path) {
        if (ROOT) {
            run(List.of("chown", "-R", NOBODY + ":" + NOBODY, path.toString()));
        }
    }

    /** Runs a command and returns what it printed. */
    static String run(List<String> command) {
        return run(command, null);
    }

    private static String run(List<String> command, @Nullable Path folder) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder == null ? Path.of("/").toFile() : folder.toFile())
                            .redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            process.getOutputStream().close();
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " failed: " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
