package dev.cairn.server;

import dev.cairn.server.command.CairnProgram;
import dev.cairn.server.command.Surroundings;

/** Where the JVM begins: the command line of Cairn. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CairnProgram(Surroundings.ofThisProcess()).run(arguments));
    }
}
