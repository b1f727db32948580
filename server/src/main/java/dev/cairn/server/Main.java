package dev.cairn.server;

import dev.cairn.server.command.CairnProgram;
import dev.cairn.server.command.Surroundings;
import org.slf4j.LoggerFactory;

/** Where the JVM begins: the command line of Cairn. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        // Meanwhile, for it takes a good part of the time of a short command.
        Thread.ofPlatform().daemon().name("logging").start(LoggerFactory::getILoggerFactory);
        System.exit(new CairnProgram(Surroundings.ofThisProcess()).run(arguments));
    }
}
