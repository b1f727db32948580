package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.engine.Scratch;
import dev.cairn.database.postgres.schema.RememberedSchemas;
import dev.cairn.schema.Schema;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A scratch database in which a definition is executed. */
final class PostgresScratch implements Scratch {

    private final ScratchDatabase database;
    private final Optional<RememberedSchemas> memory;

    PostgresScratch(ScratchDatabase database, Optional<RememberedSchemas> memory) {
        this.database = database;
        this.memory = memory;
    }

    /** A definition whose schema is known: its statements were executed before. */
    record Known(Schema schema) implements Scratch {

        @Override
        public void execute(String sql) {}

        @Override
        public Schema inspect() {
            return schema;
        }

        @Override
        public void close() {}
    }

    @Override
    public void execute(String sql) {
        try {
            database.driver().execute(sql);
        } catch (DatabaseException e) {
            if (e.code().kind() == DatabaseErrorCode.Kind.TRANSIENT || e.code().isStop()) {
                throw e;
            }
            Optional<String> foreign = foreignSchema(e);
            boolean isBeyondLimits = e.code() == DatabaseErrorCode.TOO_LARGE;
            throw new DatabaseException(
                    foreign.isPresent() || isBeyondLimits
                            ? DatabaseErrorCode.REFUSED
                            : DatabaseErrorCode.INVALID_DEFINITION,
                    place(sql, e) + "PostgreSQL refuses it: " + reason(e) + foreign.orElse(""),
                    e);
        }
    }

    /** Returns what to do about a schema that is not one of the definition. */
    private static Optional<String> foreignSchema(DatabaseException e) {
        String state = e.getCause() instanceof SQLException own ? PostgresErrors.state(own) : "";
        return switch (state) {
            case "3F000" ->
                    Optional.of(
                            "; a definition creates the schemas that it uses: add CREATE SCHEMA");
            case "42501" -> Optional.of("; that schema belongs to the server");
            default -> Optional.empty();
        };
    }

    private static String reason(DatabaseException e) {
        String details = e.details().isEmpty() ? "" : " (" + String.join("; ", e.details()) + ")";
        return String.valueOf(e.getMessage()).replaceFirst("^cannot run the statement: ", "")
                + details;
    }

    /** Returns where in the statement the server found the error, if it says so. */
    private static String place(String sql, DatabaseException e) {
        return position(e)
                .filter(offset -> offset > 0 && offset <= sql.length())
                .map(offset -> {
                    String before = sql.substring(0, offset - 1);
                    long line = before.chars().filter(c -> c == '\n').count() + 1;
                    int column = offset - 1 - (before.lastIndexOf('\n') + 1) + 1;
                    return "line " + line + ", column " + column + " of the statement: ";
                })
                .orElse("");
    }

    private static Optional<Integer> position(DatabaseException e) {
        return e.getCause() instanceof PSQLException own
                ? Optional.ofNullable(own.getServerErrorMessage())
                        .map(ServerErrorMessage::getPosition)
                : Optional.empty();
    }

    @Override
    public Schema inspect() {
        Schema schema = database.driver().inspectSchema();
        memory.ifPresent(place -> place.keep(schema));
        return schema;
    }

    @Override
    public void close() {
        database.close();
    }
}
