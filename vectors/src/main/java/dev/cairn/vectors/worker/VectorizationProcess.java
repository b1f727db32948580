package dev.cairn.vectors.worker;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.index.meaning.Nearest;
import dev.cairn.server.meaning.MeaningClient;
import dev.cairn.server.process.ServerDatabases;
import dev.cairn.server.process.WorkerMain;
import dev.cairn.vectors.model.EmbeddingModel;
import dev.cairn.vectors.model.EmbeddingModels;
import dev.cairn.vectors.model.ModelException;
import dev.cairn.worker.proxy.WorkerClient;
import dev.cairn.worker.queue.WriteWeight;
import dev.cairn.worker.supervision.ManagedWorker.Activity;
import dev.cairn.worker.supervision.ParentLink;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of the vectorization worker. */
public final class VectorizationProcess {

    private static final Logger LOG = LoggerFactory.getLogger(VectorizationProcess.class);
    private static final String CLIENT = "vectorization";
    private static final String WAITING = "waiting for the embedding service";

    private VectorizationProcess() {}

    /** Runs the worker until the server closes the pipe or is gone. */
    public static void main(String[] arguments) {
        ParentLink parent = ParentLink.ofThisProcess();
        try {
            VectorizationParameters parameters = parent.parameters(VectorizationParameters.class);
            AtomicReference<Supplier<Activity>> activity =
                    new AtomicReference<>(() -> Activity.UNKNOWN);
            WorkerMain.run(
                    parent, () -> activity.get().get(), () -> work(parameters, parent, activity));
        } catch (DatabaseException e) {
            parent.failed(e);
        }
    }

    /** It is ready when its model is loaded, so that a model that does not work is reported. */
    private static void work(
            VectorizationParameters parameters,
            ParentLink parent,
            AtomicReference<Supplier<Activity>> activity)
            throws InterruptedException {
        try (CodeDatabase database =
                        ServerDatabases.open(
                                parameters.database(),
                                new WorkerClient(CLIENT, WriteWeight.VECTORS));
                CodeDatabase forQuestions = ServerDatabases.open(parameters.database(), CLIENT);
                EmbeddingModel model = open(parameters, parent, activity)) {
            Pause pause = new Pause(DatabaseLoad.of(parameters.database()));
            try (Vectorization vectorization =
                    Vectorization.open(database.driver(), model, parameters.settings(), pause)) {
                activity.set(vectorization::activity);
                // The files of the model were in the heap, which is given back only by this.
                Runtime.getRuntime().gc();
                Questions questions = new Questions(vectorization, forQuestions.driver(), pause);
                try (QuestionListener listener =
                        QuestionListener.open(socket(parameters), questions::answer)) {
                    listener.start();
                    vectorization.run();
                }
            }
        } catch (ModelException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    /** Waits for a service that does not answer; the server need not wait for it. */
    private static EmbeddingModel open(
            VectorizationParameters parameters,
            ParentLink parent,
            AtomicReference<Supplier<Activity>> activity)
            throws InterruptedException {
        EmbeddingModel model;
        try {
            model = EmbeddingModels.open(parameters.settings().model());
        } catch (ModelException e) {
            String reason = waiting(e, activity);
            parent.ready();
            return awaited(parameters, reason, activity);
        }
        parent.ready();
        return model;
    }

    /** Meanwhile the answer to a question says why it goes by words. */
    private static EmbeddingModel awaited(
            VectorizationParameters parameters,
            String firstReason,
            AtomicReference<Supplier<Activity>> activity)
            throws InterruptedException {
        AtomicReference<String> reason = new AtomicReference<>(firstReason);
        try (QuestionListener listener =
                QuestionListener.open(
                        socket(parameters), _ -> new Nearest.Unavailable(reason.get()))) {
            listener.start();
            for (int failures = 1; ; failures++) {
                Thread.sleep(Vectorization.rest(failures));
                try {
                    return EmbeddingModels.open(parameters.settings().model());
                } catch (ModelException e) {
                    reason.set(waiting(e, activity));
                }
            }
        }
    }

    /**
     * Notes a failure that may pass.
     *
     * @return the reason
     * @throws ModelException if it will not pass
     */
    private static String waiting(
            ModelException failure, AtomicReference<Supplier<Activity>> activity) {
        if (!failure.isTemporary()) {
            throw failure;
        }
        String reason = String.valueOf(failure.getMessage());
        LOG.warn("{}", reason);
        activity.set(() -> new Activity(0, 0, WAITING, reason, Map.of()));
        return reason;
    }

    private static Path socket(VectorizationParameters parameters) {
        return MeaningClient.socket(parameters.database().storage().run());
    }
}
