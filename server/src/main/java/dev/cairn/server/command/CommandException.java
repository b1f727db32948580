package dev.cairn.server.command;

/** What a command cannot do for a reason of its own; errors of databases have their own type. */
public final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    private CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Returns an error for an invalid command line. */
    public static CommandException usage(String message) {
        return new CommandException(ExitCode.USAGE, message);
    }

    /** Returns an error for work that was tried. */
    public static CommandException failed(String message) {
        return new CommandException(ExitCode.FAILED, message);
    }

    /** Returns an error for work that was not begun because it must not or should not be. */
    public static CommandException refused(String message) {
        return new CommandException(ExitCode.REFUSED, message);
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
