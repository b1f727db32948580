package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Translates SQLSTATEs (https://www.postgresql.org/docs/current/errcodes-appendix.html). The state
 * stays in the message; the server's other fields are in the details.
 */
final class PostgresErrors {

    /** Stands in a GRANT where the name of the user is not known. */
    static final String ANY_USER = "<the user>";

    private PostgresErrors() {}

    /**
     * Returns the exception for an error.
     *
     * @param doing what was being done, such as {@code run the statement}
     */
    static DatabaseException translate(String doing, SQLException error) {
        return new DatabaseException(
                codeOf(error),
                "cannot " + doing + ": " + text(error) + remedy(error),
                details(error),
                error);
    }

    private static String remedy(SQLException error) {
        if (!state(error).equals("42501")) {
            return "";
        }
        String message = String.valueOf(error.getMessage());
        Matcher owner = Pattern.compile("must be owner of (\\S+ \\S+)").matcher(message);
        Matcher object = Pattern.compile("permission denied for (\\S+) (\\S+)").matcher(message);
        if (owner.find()) {
            return "; work as the owner of %s, or become a member of that role (GRANT owner TO %s)"
                    .formatted(owner.group(1), ANY_USER);
        }
        return object.find()
                ? "; have it granted (GRANT %s ON %s %s TO %s)"
                        .formatted(
                                rights(object.group(1)),
                                object.group(1).toUpperCase(Locale.ROOT),
                                object.group(2),
                                ANY_USER)
                : "; work as a user who may do that";
    }

    private static String rights(String kind) {
        return switch (kind) {
            case "table" -> "SELECT, UPDATE";
            case "schema" -> "USAGE, CREATE";
            case "sequence" -> "USAGE, SELECT";
            case "function" -> "EXECUTE";
            default -> "ALL";
        };
    }

    /** Returns what the server said in one line, with the SQLSTATE. */
    static String text(SQLException error) {
        String state = error.getSQLState();
        String text =
                server(error)
                        .map(ServerErrorMessage::getMessage)
                        .orElseGet(() -> firstLine(error.getMessage()));
        return state == null ? text : text + " [" + state + "]";
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "no reason given" : text.lines().findFirst().orElse("");
    }

    private static Optional<ServerErrorMessage> server(SQLException error) {
        return error instanceof PSQLException own
                ? Optional.ofNullable(own.getServerErrorMessage())
                : Optional.empty();
    }

    private static List<String> details(SQLException error) {
        List<String> details = new ArrayList<>();
        server(error)
                .ifPresent(message -> {
                    add(details, "", message.getDetail());
                    add(details, "hint: ", message.getHint());
                    add(details, "constraint: ", message.getConstraint());
                });
        return details;
    }

    private static void add(List<String> details, String name, @Nullable String value) {
        if (value != null) {
            details.add(name + value);
        }
    }

    /** Returns the SQLSTATE; empty if there is none. */
    static String state(SQLException error) {
        return Optional.ofNullable(error.getSQLState()).orElse("");
    }

    /** Returns whether the connection cannot be used any more. */
    static boolean isLost(SQLException error) {
        String state = state(error);
        return state.startsWith("08")
                || state.equals("57P01")
                || state.equals("57P02")
                || state.equals("57P03")
                || state.equals("57P05")
                || state.equals("25P03")
                || state.equals("25P04");
    }

    private static DatabaseErrorCode codeOf(SQLException error) {
        if (error instanceof SQLTransientConnectionException) {
            return DatabaseErrorCode.OVERLOADED;
        }
        String state = state(error);
        DatabaseErrorCode exact = ofState(state);
        return exact == null ? ofClass(state.length() == 5 ? state.substring(0, 2) : "") : exact;
    }

    private static @Nullable DatabaseErrorCode ofState(String state) {
        return switch (state) {
            case "57014" -> DatabaseErrorCode.CANCELLED;
            case "55P03", "40P01" -> DatabaseErrorCode.BUSY;
            case "55006" -> DatabaseErrorCode.BUSY;
            case "42501", "25006" -> DatabaseErrorCode.FORBIDDEN;
            case "53100" -> DatabaseErrorCode.DISK_FULL;
            case "53200" -> DatabaseErrorCode.TOO_LARGE;
            case "58030" -> DatabaseErrorCode.IO;
            case "25P02" -> DatabaseErrorCode.TRANSACTION_FAILED;
            case "25P03", "25P04" -> DatabaseErrorCode.CONNECTION_LOST;
            case "57P01", "57P02", "57P03", "57P05" -> DatabaseErrorCode.CONNECTION_LOST;
            case "22P02", "22003", "22001", "22007", "22008" -> DatabaseErrorCode.CONSTRAINT;
            case "08001", "08004" -> DatabaseErrorCode.NOT_CONNECTED;
            case "08P01" -> DatabaseErrorCode.PROTOCOL;
            default -> null;
        };
    }

    private static DatabaseErrorCode ofClass(String group) {
        return switch (group) {
            case "23" -> DatabaseErrorCode.CONSTRAINT;
            case "08" -> DatabaseErrorCode.CONNECTION_LOST;
            case "0A", "21", "22", "26", "3F", "42", "P0", "07", "2B", "2F", "38", "39" ->
                    DatabaseErrorCode.INVALID_STATEMENT;
            case "0B", "25", "2D", "3B" -> DatabaseErrorCode.TRANSACTION_STATE;
            case "28", "3D" -> DatabaseErrorCode.INVALID_CONFIGURATION;
            case "40" -> DatabaseErrorCode.BUSY;
            case "53" -> DatabaseErrorCode.OVERLOADED;
            case "54" -> DatabaseErrorCode.TOO_LARGE;
            case "55" -> DatabaseErrorCode.REFUSED;
            case "58" -> DatabaseErrorCode.IO;
            case "XX" -> DatabaseErrorCode.INTERNAL;
            default -> DatabaseErrorCode.INVALID_STATEMENT;
        };
    }

    /** Returns the exception for a connection that was not made. */
    static DatabaseException notConnected(String location, String user, SQLException error) {
        String state = state(error);
        String message = Optional.ofNullable(error.getMessage()).orElse("");
        String open = "cannot open database '" + location + "' as user '" + user + "': ";
        if (hasCause(error, UnknownHostException.class)) {
            return configuration(open + "no host has that name; correct 'host'", error);
        }
        return switch (state) {
            case "28P01", "28000" ->
                    configuration(open + text(error) + "; " + authenticationHint(message), error);
            case "3D000" ->
                    configuration(
                            open
                                    + text(error)
                                    + "; create it (CREATE DATABASE), or correct the name",
                            error);
            case "42501" ->
                    configuration(
                            open + text(error) + "; grant it (GRANT CONNECT ON DATABASE …)", error);
            case "08P01" ->
                    configuration(
                            open
                                    + text(error)
                                    + "; Cairn needs a direct connection to PostgreSQL, not one"
                                    + " through a proxy that pools transactions",
                            error);
            default ->
                    message.contains("SSL") || message.contains("certificate")
                            ? configuration(
                                    open + text(error) + "; correct 'tls' in the configuration",
                                    error)
                            : new DatabaseException(
                                    state.startsWith("53")
                                            ? DatabaseErrorCode.OVERLOADED
                                            : DatabaseErrorCode.NOT_CONNECTED,
                                    open + text(error),
                                    error);
        };
    }

    private static String authenticationHint(String message) {
        return message.contains("encryption") || message.contains("SSL")
                ? "set 'tls' to a mode that the server accepts, or correct its pg_hba.conf"
                : "correct 'user', or the password in 'password_file', in the variable of"
                        + " 'password_environment', in PGPASSWORD or in .pgpass";
    }

    private static DatabaseException configuration(String message, SQLException error) {
        return new DatabaseException(DatabaseErrorCode.INVALID_CONFIGURATION, message, error);
    }

    private static boolean hasCause(Throwable error, Class<?> type) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
