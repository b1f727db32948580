package dev.cairn.server.command;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TimeLimit;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long a change may take. */
public final class TimeLimitOption {

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "Stop and undo the change when it takes longer. Default: no limit.")
    private @Nullable Long seconds;

    /** Refuses a limit that leaves no time. */
    public void check() {
        if (seconds != null && seconds < 1) {
            throw CommandException.usage("--time-limit must be at least 1 second, not " + seconds);
        }
    }

    public <T> T run(DatabaseDriver driver, Supplier<T> work) {
        return seconds == null
                ? work.get()
                : TimeLimit.run(driver, Duration.ofSeconds(seconds), work);
    }
}
