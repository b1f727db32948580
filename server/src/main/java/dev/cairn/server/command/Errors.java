package dev.cairn.server.command;

import dev.cairn.database.DatabaseException;
import dev.cairn.index.search.query.QuerySyntaxException;
import dev.cairn.server.output.ErrorReport;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Turns what was thrown into what a person is told and what the shell sees. */
public final class Errors {

    private Errors() {}

    /** An error in both of its forms. */
    record Told(ExitCode exitCode, ErrorReport report) {}

    static Told of(Throwable error) {
        return switch (error) {
            case DatabaseException database -> database(database);
            case CommandException command ->
                    told(command.exitCode(), command.exitCode().name(), command);
            case QuerySyntaxException query -> told(ExitCode.USAGE, "QUERY", query);
            case UncheckedIOException io -> told(ExitCode.FAILED, "IO", io);
            default -> told(ExitCode.FAILED, "INTERNAL", error);
        };
    }

    /** Returns what is told when the process was told to end. */
    static Told interrupted(Throwable error) {
        return new Told(
                ExitCode.INTERRUPTED,
                new ErrorReport(
                        ExitCode.INTERRUPTED.number(),
                        ExitCode.INTERRUPTED.name(),
                        Optional.empty(),
                        "interrupted; what was not committed is rolled back",
                        List.of(),
                        Optional.of(error)));
    }

    /** Returns the report of a command line that cannot be parsed. */
    public static ErrorReport usage(CommandLine.ParameterException error) {
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        return new ErrorReport(
                ExitCode.USAGE.number(),
                ExitCode.USAGE.name(),
                Optional.empty(),
                text(error),
                List.of("'" + command + " --help' tells how it is used"),
                Optional.empty());
    }

    private static Told database(DatabaseException error) {
        ExitCode exitCode = ExitCode.of(error.code());
        return new Told(
                exitCode,
                new ErrorReport(
                        exitCode.number(),
                        error.code().name(),
                        Optional.of(error.code().sqlState()),
                        text(error),
                        error.details(),
                        Optional.of(error)));
    }

    private static Told told(ExitCode exitCode, String code, Throwable error) {
        return new Told(
                exitCode,
                new ErrorReport(
                        exitCode.number(),
                        code,
                        Optional.empty(),
                        text(error),
                        List.of(),
                        Optional.of(error)));
    }

    private static String text(Throwable error) {
        @Nullable String message = error.getMessage();
        return message == null ? "internal error: " + error : message;
    }
}
