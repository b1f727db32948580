package dev.cairn.server.process;

import dev.cairn.database.DatabaseException;
import dev.cairn.worker.supervision.ManagedWorker;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** The workers of a server except the database worker, in the order of the start-up. */
final class ServerWorkers {

    private static final String VECTORIZATION = "vectorization";

    private ServerWorkers() {}

    /**
     * Returns all workers that were found, also those that are not needed.
     *
     * @param readOnly whether nothing may be written, so that none of them is needed
     * @param afterCrash whether the last server ended without stopping
     * @param notes takes a sentence if the configuration enables a worker that is not there
     */
    static List<Start> of(
            ServerSettings settings, boolean readOnly, boolean afterCrash, Consumer<String> notes) {
        List<ServerWorker> kinds =
                ServiceLoader.load(ServerWorker.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .sorted(
                                Comparator.comparingInt(ServerWorker::place)
                                        .thenComparing(ServerWorker::name))
                        .toList();
        boolean missing = kinds.stream().noneMatch(kind -> kind.name().equals(VECTORIZATION));
        if (missing && settings.configuration().vectorization().enabled()) {
            notes.accept(
                    "'%s' enables workers.vectorization, which this installation does not have"
                            .formatted(settings.configuration().source()));
        }
        return kinds.stream()
                .map(kind ->
                        new Start(
                                new Wanted(
                                        kind.worker(settings, afterCrash),
                                        kind.needed(settings) && !readOnly),
                                afterCrash && kind.repairsCrashes()))
                .toList();
    }

    /**
     * A worker and how it is started.
     *
     * @param isAwaited whether the others start only when it is ready
     */
    record Start(ManagedWorker worker, boolean isAwaited) {}

    /** A worker that is needed or not, whatever it says itself. */
    private record Wanted(ManagedWorker worker, boolean needed) implements ManagedWorker {

        @Override
        public String name() {
            return worker.name();
        }

        @Override
        public ProcessHandle start() throws DatabaseException {
            return worker.start();
        }

        @Override
        public void drain(Duration limit) {
            worker.drain(limit);
        }

        @Override
        public Activity activity() {
            return worker.activity();
        }

        @Override
        public Optional<Integer> exitStatus() {
            return worker.exitStatus();
        }

        @Override
        public Optional<Duration> rest() {
            return worker.rest();
        }
    }
}
