package dev.cairn.server.command;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.index.search.query.QuerySyntaxException;
import dev.cairn.server.output.ErrorReport;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The message and exit code that an exception leads to.
 *
 * @param exitCode what the shell sees
 * @param report what a person or a program reads
 */
record ErrorOutcome(ExitCode exitCode, ErrorReport report) {

    static ErrorOutcome of(Throwable error) {
        return switch (error) {
            case DatabaseException database -> database(database);
            case CommandException command ->
                    outcome(command.exitCode(), command.exitCode().name(), command);
            case QuerySyntaxException query -> outcome(ExitCode.USAGE, "QUERY", query);
            case UncheckedIOException io -> outcome(ExitCode.FAILED, "IO", io, fileError(io));
            default -> outcome(ExitCode.FAILED, "INTERNAL", error);
        };
    }

    /** Returns the outcome of an interrupted command. */
    static ErrorOutcome interrupted(Throwable error) {
        return new ErrorOutcome(
                ExitCode.INTERRUPTED,
                new ErrorReport(
                        ExitCode.INTERRUPTED.number(),
                        ExitCode.INTERRUPTED.name(),
                        Optional.empty(),
                        "interrupted; what was not committed is rolled back",
                        List.of(),
                        Optional.of(error)));
    }

    /** Returns the outcome of a command whose memory was not enough. */
    static ErrorOutcome outOfMemory() {
        return new ErrorOutcome(
                ExitCode.FAILED,
                new ErrorReport(
                        ExitCode.FAILED.number(),
                        "TOO_LARGE",
                        Optional.empty(),
                        "the program needs more than its %d MiB of memory; give it more with CAIRN_JAVA_OPTIONS=-Xmx1g"
                                .formatted(Runtime.getRuntime().maxMemory() >> 20),
                        List.of(),
                        Optional.empty()));
    }

    private static ErrorOutcome database(DatabaseException error) {
        ExitCode exitCode = ExitCode.of(error.code());
        return new ErrorOutcome(
                exitCode,
                new ErrorReport(
                        exitCode.number(),
                        error.code().name(),
                        Optional.of(error.code().sqlState()),
                        text(error),
                        error.details(),
                        Optional.of(error)));
    }

    /** The file system's exceptions name Java classes; people need the reason. */
    private static String fileError(UncheckedIOException error) {
        String said = String.valueOf(error.getMessage());
        String cause = String.valueOf(error.getCause());
        String reason = FileErrors.reasonWithFile(error);
        return said.contains(cause) || said.equals(cause)
                ? said.replace(cause, reason)
                : said.contains(reason) ? said : said + ": " + reason;
    }

    private static ErrorOutcome outcome(ExitCode exitCode, String code, Throwable error) {
        return outcome(exitCode, code, error, text(error));
    }

    private static ErrorOutcome outcome(
            ExitCode exitCode, String code, Throwable error, String message) {
        return new ErrorOutcome(
                exitCode,
                new ErrorReport(
                        exitCode.number(),
                        code,
                        Optional.empty(),
                        message,
                        List.of(),
                        Optional.of(error)));
    }

    private static String text(Throwable error) {
        @Nullable String message = error.getMessage();
        return message == null ? "internal error: " + error : message;
    }
}
