package dev.cairn.vectors.worker;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
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
                        QuestionListener.open(
                                MeaningClient.socket(parameters.database().storage().run()),
                                questions::answer)) {
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
        boolean reported = false;
        for (int failures = 1; ; failures++) {
            try {
                EmbeddingModel model = EmbeddingModels.open(parameters.settings().model());
                if (!reported) {
                    parent.ready();
                }
                return model;
            } catch (ModelException e) {
                if (!e.isTemporary()) {
                    throw e;
                }
                LOG.warn("{}", e.getMessage());
                String reason = String.valueOf(e.getMessage());
                activity.set(() -> new Activity(0, 0, WAITING, reason, Map.of()));
                if (!reported) {
                    parent.ready();
                    reported = true;
                }
                Thread.sleep(Vectorization.rest(failures));
            }
        }
    }
}
