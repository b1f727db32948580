package dev.cairn.server.output;

/** How much a command says in addition to its result. */
public enum Verbosity {
    /** Errors only. */
    QUIET,
    /** What a person wants to know. */
    NORMAL,
    /** The stack traces of errors too. */
    VERBOSE
}
