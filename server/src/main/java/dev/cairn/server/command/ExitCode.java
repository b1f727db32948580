package dev.cairn.server.command;

import dev.cairn.database.DatabaseErrorCode;

/** The exit codes that every command keeps to, so that scripts can rely on them. */
public enum ExitCode {
    /** Done, or nothing to do. */
    DONE(0),
    /** It was tried and failed. */
    FAILED(1),
    /** The command line or the configuration is wrong. */
    USAGE(2),
    /** It would lose or break data, or a policy forbids it. */
    REFUSED(3),
    /** Differences exist, and the command was asked to say so by its code. */
    DIFFERENT(4),
    /** Interrupted by a signal (128 + SIGINT). */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** Returns what the process ends with. */
    public int number() {
        return number;
    }

    /** Returns the exit code for an error of a database. */
    static ExitCode of(DatabaseErrorCode code) {
        return switch (code.kind()) {
            case USAGE -> USAGE;
            case REFUSED -> REFUSED;
            case TRANSIENT, PERMANENT -> FAILED;
        };
    }
}
