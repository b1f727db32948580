package dev.cairn.server.command;

import picocli.CommandLine.Option;

/** Whether a database that does not exist is created. */
public final class CreateOption {

    @Option(
            names = "--create",
            description = "Create the database if it does not exist. Its folder must exist.")
    private boolean create;

    boolean wanted() {
        return create;
    }
}
