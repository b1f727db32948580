package dev.cairn.server.command;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseLocation.Credentials;
import dev.cairn.database.DatabaseLocation.Encryption;
import dev.cairn.database.DatabaseLocation.Host;
import dev.cairn.database.DatabaseLocation.Limits;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.StoragePaths;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database of a server as the command line names it: {@code
 * postgres://user@host:5432/database?sslmode=require&schema=public}. A password is never part of
 * it, because a command line can be read by all users of a machine.
 */
final class ServerUrl {

    private static final Pattern FORM =
            Pattern.compile("postgres(?:ql)?://(?:([^@/]*)@)?([^/?]*)/([^?]*)(?:\\?(.*))?");
    private static final int USUAL_PORT = 5_432;

    private ServerUrl() {}

    /** Returns whether a text names a server, not a file. */
    static boolean matches(String text) {
        return text.startsWith("postgres://") || text.startsWith("postgresql://");
    }

    /** Returns how the database is opened; what belongs to it is kept below a folder. */
    static DatabaseConfiguration read(String text, Path folder, Map<String, String> environment) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || matcher.group(3).isEmpty()) {
            throw CommandException.usage(
                    "'%s' is not of the form postgres://user@host:port/database"
                            .formatted(withoutPassword(text)));
        }
        String user = Optional.ofNullable(matcher.group(1)).map(ServerUrl::decoded).orElse("");
        if (matcher.group(1) != null && matcher.group(1).contains(":")) {
            throw CommandException.usage(
                    "a password must not be in the URL '%s', where other users can read it; use PGPASSWORD, .pgpass or 'password_file' in a configuration"
                            .formatted(withoutPassword(text)));
        }
        Map<String, String> options = options(matcher.group(4), text);
        return new DatabaseConfiguration(
                DatabaseType.POSTGRES,
                new DatabaseLocation.Server(
                        hosts(matcher.group(2)),
                        decoded(matcher.group(3)),
                        options.getOrDefault("schema", "public"),
                        new Credentials(
                                user.isEmpty() ? usualUser(environment) : user,
                                Optional.empty(),
                                Optional.empty()),
                        encryption(options.getOrDefault("sslmode", "prefer")),
                        Limits.STANDARD),
                StoragePaths.below(folder.resolve(StoragePaths.PROJECT_FOLDER)));
    }

    private static String withoutPassword(String text) {
        return text.replaceFirst("://([^:@/]*):[^@]*@", "://$1:…@");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String usualUser(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("PGUSER"))
                .filter(name -> !name.isBlank())
                .orElseGet(() -> System.getProperty("user.name"));
    }

    private static List<Host> hosts(String text) {
        List<Host> hosts = new ArrayList<>();
        for (String one : (text.isEmpty() ? "localhost" : text).split(",", -1)) {
            int colon = one.endsWith("]") ? -1 : one.lastIndexOf(':');
            String name = (colon < 0 ? one : one.substring(0, colon)).replaceAll("^\\[|\\]$", "");
            try {
                int port = colon < 0 ? USUAL_PORT : Integer.parseInt(one.substring(colon + 1));
                hosts.add(new Host(name, port));
            } catch (IllegalArgumentException e) {
                throw CommandException.usage("'%s' is not a host with a port".formatted(one));
            }
        }
        return hosts;
    }

    private static Encryption encryption(String mode) {
        try {
            return new Encryption(mode, Optional.empty());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("sslmode: " + e.getMessage());
        }
    }

    private static Map<String, String> options(@Nullable String query, String url) {
        Map<String, String> options = new HashMap<>();
        for (String one : query == null ? new String[0] : query.split("&", -1)) {
            int equals = one.indexOf('=');
            String key = equals < 0 ? one : one.substring(0, equals);
            if (!List.of("sslmode", "schema").contains(key)) {
                throw CommandException.usage(
                        "unknown option '%s' in '%s'; known are sslmode and schema"
                                .formatted(key, withoutPassword(url)));
            }
            options.put(key, equals < 0 ? "" : decoded(one.substring(equals + 1)));
        }
        return options;
    }
}
