package dev.cairn.server.configuration;

import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseLocation.Credentials;
import dev.cairn.database.DatabaseLocation.Encryption;
import dev.cairn.database.DatabaseLocation.Host;
import dev.cairn.database.DatabaseLocation.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads where a database of a server is, from the keys of the section {@code database}. */
final class ServerKeys {

    private static final int DEFAULT_PORT = 5432;
    private static final String DEFAULT_NAME = "cairn";

    private final JsonSection section;
    private final Path folder;

    private ServerKeys(JsonSection section, Path folder) {
        this.section = section;
        this.folder = folder;
    }

    /**
     * Reads the keys.
     *
     * @param folder where relative paths begin
     */
    static DatabaseLocation.Server read(JsonSection section, Path folder) {
        section.forbidden("type", "names a server, which would be given a password");
        return new ServerKeys(section, folder).server();
    }

    private DatabaseLocation.Server server() {
        List<Host> hosts = hosts();
        if (section.has("password")) {
            throw section.wrong(
                    section.quoted("password")
                            + " is not read from a configuration; use 'password_file',"
                            + " 'password_environment', PGPASSWORD or .pgpass");
        }
        return new DatabaseLocation.Server(
                hosts,
                section.text("database", DEFAULT_NAME),
                section.text("schema", "public"),
                new Credentials(
                        section.text("user", System.getProperty("user.name")),
                        section.has("password_file")
                                ? Optional.of(section.path("password_file", folder, ""))
                                : Optional.empty(),
                        section.has("password_environment")
                                ? Optional.of(section.text("password_environment", ""))
                                : Optional.empty()),
                section.section("tls", tls -> encryption(tls, hosts)),
                limits());
    }

    private List<Host> hosts() {
        if (section.has("hosts") && section.has("host")) {
            throw section.wrong("give 'host' or 'hosts', not both");
        }
        List<String> all =
                section.has("hosts")
                        ? section.texts("hosts")
                        : List.of(section.text("host", "localhost"));
        if (all.isEmpty()) {
            throw section.wrong(section.quoted("hosts") + " must name at least one host");
        }
        int port = section.has("port") ? section.positive("port", DEFAULT_PORT) : DEFAULT_PORT;
        return all.stream().map(text -> host(text, port)).toList();
    }

    /** An IPv6 address with a port is in brackets. */
    private Host host(String text, int port) {
        int colon = text.lastIndexOf(':');
        boolean hasPort =
                colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        String name = hasPort ? text.substring(0, colon) : text;
        try {
            return new Host(
                    name.startsWith("[") && name.endsWith("]")
                            ? name.substring(1, name.length() - 1)
                            : name,
                    hasPort ? Integer.parseInt(text.substring(colon + 1)) : port);
        } catch (IllegalArgumentException e) {
            throw section.wrong("'" + text + "' is not a host or host:port");
        }
    }

    /** Beyond this machine a connection is encrypted, unless the configuration says otherwise. */
    private Encryption encryption(JsonSection tls, List<Host> hosts) {
        String absent = hosts.stream().allMatch(ServerKeys::isLocal) ? "prefer" : "require";
        String mode = tls.text("mode", absent);
        if (!Encryption.MODES.contains(mode)) {
            throw tls.wrong(
                    "%s must be one of %s, not \"%s\""
                            .formatted(
                                    tls.quoted("mode"), String.join(", ", Encryption.MODES), mode));
        }
        return new Encryption(
                mode,
                tls.has("root_certificate")
                        ? Optional.of(tls.path("root_certificate", folder, ""))
                        : Optional.empty());
    }

    private static boolean isLocal(Host host) {
        try {
            return host.name().equals("localhost")
                    || (host.name().matches("[0-9.]+|[0-9a-fA-F:]+")
                            && InetAddress.getByName(host.name()).isLoopbackAddress());
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private Limits limits() {
        Limits absent = Limits.STANDARD;
        int connections = section.positive("connections", absent.connections());
        if (connections > Limits.MOST_CONNECTIONS) {
            throw section.wrong(
                    section.quoted("connections") + " must be at most " + Limits.MOST_CONNECTIONS);
        }
        return new Limits(
                connections,
                section.seconds("connection_wait", absent.connectionWait()),
                section.seconds("connect_timeout", absent.connectTimeout()),
                section.seconds("lock_timeout", absent.lockTimeout()),
                section.has("statement_timeout")
                        ? section.seconds("statement_timeout", Duration.ofSeconds(1))
                        : absent.statementTimeout(),
                section.has("replica_lag")
                        ? section.seconds("replica_lag", Duration.ofSeconds(1))
                        : absent.replicaLag());
    }
}
