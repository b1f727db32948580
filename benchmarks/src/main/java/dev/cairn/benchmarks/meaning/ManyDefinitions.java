package dev.cairn.benchmarks.meaning;

import dev.cairn.benchmarks.Latencies;
import dev.cairn.benchmarks.Output;
import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.meaning.MeaningQuestion;
import dev.cairn.index.meaning.MeaningQuestion.Kind;
import dev.cairn.index.meaning.Nearest;
import dev.cairn.server.configuration.CairnConfiguration;
import dev.cairn.server.configuration.ConfigurationReader;
import dev.cairn.server.meaning.MeaningClient;
import dev.cairn.server.process.ServerSettings;
import dev.cairn.server.process.ServerWorker;
import dev.cairn.vectors.model.EmbeddingModel;
import dev.cairn.vectors.model.EmbeddingModels;
import dev.cairn.vectors.store.VectorStore;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.supervision.ManagedWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The vectorization worker on very many small definitions. All but those of one file get a vector
 * of noise, because to embed a million texts takes a day.
 *
 * <p>{@code ManyDefinitions WORK COUNT}
 */
public final class ManyDefinitions implements AutoCloseable {

    private static final int IN_A_FILE = 500;
    private static final int QUESTIONS = 50;
    private static final int EDITS = 3;
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final Duration REST = Duration.ofSeconds(30);

    private final Path root;
    private final CairnConfiguration configuration;
    private final CodeDatabase database;
    private final MeaningClient client;

    private ManyDefinitions(Path root) {
        this.root = root;
        this.configuration = ConfigurationReader.defaults(root.resolve(".cairn")).withVectors();
        configuration.database().storage().create();
        this.database = CodeDatabase.open(configuration.database());
        this.client = MeaningClient.of(database);
        database.ensureSchemaSynced(CodeIndexSchema.definition());
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Files.createDirectories(Path.of(arguments[0])).toRealPath();
        try (ManyDefinitions run = new ManyDefinitions(root)) {
            run.write(Integer.parseInt(arguments[1]));
            run.fill();
            run.measure();
        }
    }

    private void write(int count) throws IOException {
        for (int file = 0; file < count / IN_A_FILE; file++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < IN_A_FILE; i++) {
                int number = file * IN_A_FILE + i;
                text.append("def f").append(number).append("(): return ").append(number);
                text.append("\n\n");
            }
            Path folder = Files.createDirectories(root.resolve("d" + file / 100));
            Files.writeString(folder.resolve("f" + file + ".py"), text);
        }
        index();
    }

    private void index() {
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    private void fill() {
        try (EmbeddingModel model = EmbeddingModels.open(configuration.vectorization().model())) {
            long id =
                    VectorStore.of(database.driver(), model.name(), model.dimensions())
                            .model()
                            .id();
            database.driver()
                    .execute(
                            "INSERT INTO vectors (model_id, text_hash, vector)"
                                    + " SELECT DISTINCT ?, text_hash, randomblob(384)"
                                    + " FROM definitions WHERE text_hash IS NOT NULL"
                                    + " ON CONFLICT DO NOTHING",
                            id);
        }
    }

    private void measure() throws IOException, InterruptedException {
        long began = System.nanoTime();
        ManagedWorker worker =
                ServerWorker.named("vectorization")
                        .orElseThrow()
                        .worker(ServerSettings.of(configuration, root), false);
        ProcessHandle process = worker.start();
        try {
            Nearest.Found first = await("what is returned");
            Output.print(
                    "%,d definitions: answers after %.1f s, %s resident, %s at most"
                            .formatted(
                                    first.coverage().definitions(),
                                    (System.nanoTime() - began) / 1e9,
                                    ProcessMemory.of(process.pid(), "VmRSS"),
                                    ProcessMemory.of(process.pid(), "VmHWM")));
            Latencies questions =
                    Latencies.of(5, QUESTIONS, () -> client.nearest(question("returns 17")));
            Output.print("a question: median %.1f ms".formatted(questions.medianMicros() / 1e3));
            for (int i = 0; i < EDITS; i++) {
                Thread.sleep(REST);
                Output.print("an edit: %.1f s".formatted(edit(i)));
            }
            Output.print("then " + ProcessMemory.of(process.pid(), "VmRSS") + " resident");
        } finally {
            worker.drain(STOP);
            process.onExit().join();
        }
    }

    private static MeaningQuestion question(String text) {
        return new MeaningQuestion(text, Kind.QUESTION, List.of(), 10);
    }

    private Nearest.Found await(String question) throws InterruptedException {
        while (true) {
            if (client.nearest(question(question)) instanceof Nearest.Found found) {
                return found;
            }
            Thread.sleep(100);
        }
    }

    /** Returns how many seconds after it was written a file has its vector; indexing is a part. */
    private double edit(int number) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Files.writeString(
                root.resolve("edit" + number + ".py"),
                "def whale" + number + "(): return 'a large animal of the sea'\n");
        index();
        String one =
                "SELECT count(*) FROM definitions d JOIN vectors v ON v.text_hash = d.text_hash"
                        + " WHERE d.name = ?";
        while (database.driver().queryValue(one, "whale" + number).orElse(0L).equals(0L)) {
            Thread.sleep(50);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void close() {
        database.close();
        DbWorkerManager.stop(database.configuration(), STOP);
    }
}
