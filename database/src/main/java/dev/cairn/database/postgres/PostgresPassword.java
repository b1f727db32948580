package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation.Credentials;
import dev.cairn.database.DatabaseLocation.Host;
import dev.cairn.database.DatabaseLocation.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a password comes from: a file, an environment variable, or the file {@code .pgpass}
 * (https://www.postgresql.org/docs/current/libpq-pgpass.html). It is read when a connection is made
 * and kept nowhere.
 */
final class PostgresPassword {

    private static final int MOST_BYTES = 1_000_000;
    private static final int FIELDS = 5;

    private final Map<String, String> environment;
    private final Path home;

    PostgresPassword(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** Returns the passwords of this process's environment and user. */
    static PostgresPassword ofProcess() {
        return new PostgresPassword(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /**
     * Returns the password; empty if there is none, which suits servers that ask for none.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_CONFIGURATION} if a file or a
     *     variable that is named is not there, or others can read the file
     */
    Optional<String> of(Server server) {
        Credentials credentials = server.credentials();
        if (credentials.passwordFile().isPresent()) {
            return Optional.of(firstLine(credentials.passwordFile().get()));
        }
        if (credentials.passwordEnvironment().isPresent()) {
            String name = credentials.passwordEnvironment().get();
            return Optional.of(
                    Optional.ofNullable(environment.get(name))
                            .orElseThrow(() ->
                                    invalid(
                                            "the environment variable '"
                                                    + name
                                                    + "' of 'password_environment' is not"
                                                    + " set")));
        }
        return Optional.ofNullable(environment.get("PGPASSWORD")).or(() -> ofPasswordFile(server));
    }

    private Optional<String> ofPasswordFile(Server server) {
        Path file =
                Optional.ofNullable(environment.get("PGPASSFILE"))
                        .map(Path::of)
                        .orElse(home.resolve(".pgpass"));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        for (String line : lines(file)) {
            List<String> fields = fields(line);
            if (!line.startsWith("#") && fields.size() == FIELDS && fits(fields, server)) {
                return Optional.of(fields.getLast());
            }
        }
        return Optional.empty();
    }

    private static boolean fits(List<String> fields, Server server) {
        return server.hosts().stream().anyMatch(host -> fits(fields, host))
                && fits(fields.get(2), server.database())
                && fits(fields.get(3), server.credentials().user());
    }

    private static boolean fits(List<String> fields, Host host) {
        return fits(fields.get(0), host.name()) && fits(fields.get(1), "" + host.port());
    }

    private static boolean fits(String pattern, String value) {
        return pattern.equals("*") || pattern.equals(value);
    }

    /** The fields have colons between; a backslash goes before a colon or a backslash in one. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                field.append(line.charAt(i));
            } else if (c == ':' && fields.size() < FIELDS - 1) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static String firstLine(Path file) {
        return lines(file).stream()
                .findFirst()
                .orElseThrow(() -> invalid("the password file '" + file + "' is empty"));
    }

    private static List<String> lines(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            permissions.removeAll(
                    Set.of(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE));
            if (!permissions.isEmpty()) {
                throw invalid(
                        "other users can read or write the password file '"
                                + file
                                + "'; run 'chmod 600' on it");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw invalid("the password file '" + file + "' is too large");
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "cannot read the password file '" + file + "': " + e.getMessage(),
                    e);
        }
    }

    private static DatabaseException invalid(String message) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION, "cannot take a password: " + message);
    }
}
