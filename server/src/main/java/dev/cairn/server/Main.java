package dev.cairn.server;

import dev.cairn.server.command.Surroundings;
import dev.cairn.server.program.CairnProgram;
import dev.cairn.worker.socket.SocketPreparation;

/** Where the JVM begins: the command line of Cairn. */
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the JVM with its exit code. All other threads are daemons, so after
     * success a return is enough: System.exit would search every jar for a logger of the exit,
     * which takes a quarter of the time of a short command.
     */
    public static void main(String[] arguments) {
        if (Boolean.getBoolean(CairnProgram.PLAIN_PROPERTY)) {
            SocketPreparation.begin();
        }
        int code = new CairnProgram(Surroundings.ofThisProcess()).run(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }
}
