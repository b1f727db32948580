package dev.cairn.database;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cairn.database.DatabaseConfiguration.WorkerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a database is: a file of this machine, or a server. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(DatabaseLocation.File.class),
    @JsonSubTypes.Type(DatabaseLocation.Server.class)
})
public sealed interface DatabaseLocation {

    // Methods, not a switch over the types: a start-up cache cannot hold what such a switch is
    // compiled to, and every command asks for its location.

    /** Returns the location as a person reads it; it never holds a password. */
    String text();

    /**
     * Returns this location if it is a file.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_CONFIGURATION} if it is not
     */
    File file();

    /**
     * Returns this location if it is a server.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#INVALID_CONFIGURATION} if it is not
     */
    Server server();

    /** Returns the same place, without a worker that owns it. */
    DatabaseLocation withoutWorker();

    /**
     * A file.
     *
     * @param path the file; absolute
     * @param worker the worker that owns it
     */
    record File(Path path, WorkerSettings worker) implements DatabaseLocation {
        @Override
        public String text() {
            return path.toString();
        }

        @Override
        public File file() {
            return this;
        }

        @Override
        public Server server() {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "the database '" + path + "' is a file; this works only on a server");
        }

        @Override
        public File withoutWorker() {
            return new File(path, worker.disabled());
        }
    }

    /**
     * A database of a server, or of several servers that follow one of them.
     *
     * @param hosts at least one; writes go to the one that is the primary
     * @param database the database's name
     * @param schema the schema that holds the tables
     * @param credentials the user that connects
     * @param encryption how the connection is protected
     * @param limits how many connections, and how long to wait
     */
    record Server(
            List<Host> hosts,
            String database,
            String schema,
            Credentials credentials,
            Encryption encryption,
            Limits limits)
            implements DatabaseLocation {

        public Server {
            hosts = List.copyOf(hosts);
            if (hosts.isEmpty()) {
                throw new IllegalArgumentException("a server has at least one host");
            }
        }

        /** Returns another database of the same server. */
        public Server withDatabase(String name) {
            return new Server(hosts, name, schema, credentials, encryption, limits);
        }

        @Override
        public String text() {
            return hosts.stream().map(Host::text).collect(Collectors.joining(",")) + "/" + database;
        }

        @Override
        public File file() {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "the database '"
                            + text()
                            + "' is on a server; this works only on a database file");
        }

        @Override
        public Server server() {
            return this;
        }

        @Override
        public Server withoutWorker() {
            return this;
        }
    }

    /**
     * An address.
     *
     * @param name a host name or an IP address
     * @param port from 1 to 65535
     */
    record Host(String name, int port) {

        public Host {
            if (name.isBlank() || port < 1 || port > 65_535) {
                throw new IllegalArgumentException(
                        "'%s' with port %d is not an address".formatted(name, port));
            }
        }

        /** Returns the host and its port with a colon between. */
        public String text() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    /**
     * Who connects. A password is never part of a configuration: it is read from one of these
     * places, in this order, each time a connection is made, and otherwise from {@code PGPASSWORD}
     * or the file {@code .pgpass}.
     *
     * @param user the user's name
     * @param passwordFile a file that only its owner can read, whose first line is the password
     * @param passwordEnvironment the name of an environment variable
     */
    record Credentials(
            String user, Optional<Path> passwordFile, Optional<String> passwordEnvironment) {}

    /**
     * How a connection is protected.
     *
     * @param mode one of {@code disable}, {@code prefer}, {@code require}, {@code verify-ca} and
     *     {@code verify-full}
     * @param rootCertificate the certificates to trust instead of those of the JDK
     */
    record Encryption(String mode, Optional<Path> rootCertificate) {

        /** The modes, the weakest first. */
        public static final List<String> MODES =
                List.of("disable", "prefer", "require", "verify-ca", "verify-full");

        public Encryption {
            if (!MODES.contains(mode)) {
                throw new IllegalArgumentException(
                        "the mode '%s' is not one of %s".formatted(mode, String.join(", ", MODES)));
            }
        }
    }

    /**
     * The bounds of what a process asks of a server.
     *
     * @param connections how many connections at most
     * @param connectionWait how long to wait for one that is free
     * @param connectTimeout how long to wait for the server when a connection is made
     * @param lockTimeout how long a statement waits for a lock
     * @param statementTimeout how long a statement may run; zero for any time
     * @param replicaLag how far behind a server may be that only reads; zero to read only where it
     *     is written
     */
    record Limits(
            int connections,
            Duration connectionWait,
            Duration connectTimeout,
            Duration lockTimeout,
            Duration statementTimeout,
            Duration replicaLag) {

        /** The limits of a command. */
        public static final Limits STANDARD =
                new Limits(
                        10,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        Duration.ZERO);

        /** More help no server. */
        public static final int MOST_CONNECTIONS = 1_000;

        public Limits {
            if (connections < 1 || connections > MOST_CONNECTIONS) {
                throw new IllegalArgumentException(
                        "connections (%d) must be between 1 and %d"
                                .formatted(connections, MOST_CONNECTIONS));
            }
        }
    }
}
