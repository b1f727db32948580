package dev.cairn.server.command;

import dev.cairn.server.log.LogConfigurator;
import java.nio.file.Path;

/** The log of the commands themselves; workers have their own. */
public final class ProgramLog {

    private static final String FILE = "cairn.log";

    private ProgramLog() {}

    /** Sends what is logged from now on to a file in a folder, which is made when it is needed. */
    public static void writeTo(Path folder) {
        System.setProperty(LogConfigurator.FILE_PROPERTY, folder.resolve(FILE).toString());
    }
}
