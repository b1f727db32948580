package dev.cairn.vectors.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.index.meaning.MeaningQuestion;
import dev.cairn.index.meaning.Nearest;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.Restriction;
import dev.cairn.server.configuration.CairnConfiguration.ModelSettings;
import dev.cairn.server.configuration.CairnConfiguration.VectorizationSettings;
import dev.cairn.vectors.model.Embedding;
import dev.cairn.vectors.model.EmbeddingModel;
import dev.cairn.vectors.model.EmbeddingModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The work of the worker with the real model and a real database. */
class VectorizationTest {

    private static final VectorizationSettings SETTINGS =
            new VectorizationSettings(true, 4, Duration.ofMillis(100), 2, ModelSettings.SHIPPED);

    private static EmbeddingModel model;

    @TempDir Path folder;
    private IndexedProject project;

    @BeforeAll
    static void open() {
        model = EmbeddingModels.open(ModelSettings.SHIPPED);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @BeforeEach
    void index() throws Exception {
        project = new IndexedProject(folder, false);
        project.write(
                "a.py",
                """
                def read_lines(path):
                    return open(path).read().splitlines()


                def add(a, b):
                    return a + b
                """);
        project.write(
                "b/Door.java",
                """
                class Door {
                  /** Lets a visitor in. */
                  void open(String who) { log(who); }
                  private int count;
                }
                """);
        project.index();
    }

    @AfterEach
    void closeProject() {
        project.close();
    }

    /** Another name for the same model, which counts what it is asked. */
    private static final class Renamed implements EmbeddingModel {

        private final String name;
        private final Duration time;
        private int passages;

        Renamed(String name) {
            this(name, Duration.ZERO);
        }

        /** A model that takes a time for each text. */
        Renamed(String name, Duration time) {
            this.name = name;
            this.time = time;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int dimensions() {
            return model.dimensions();
        }

        @Override
        public Embedding passage(String text) {
            passages++;
            LockSupport.parkNanos(time.toNanos());
            return model.passage(text);
        }

        @Override
        public Embedding question(String text) {
            return model.question(text);
        }

        @Override
        public void close() {}
    }

    private Vectorization vectorization(EmbeddingModel with) {
        return Vectorization.open(project.driver(), with, SETTINGS, new Pause());
    }

    private int fill(Renamed with) throws InterruptedException {
        int before = with.passages;
        try (Vectorization work = vectorization(with)) {
            while (work.embedSome()) {
                // Until nothing is left.
            }
            assertThat(work.filled().share()).isEqualTo(1.0);
        }
        return with.passages - before;
    }

    @Test
    void everyDefinitionWithATextGetsTheVectorOfThatText() throws Exception {
        assertThat(fill(new Renamed("one"))).isEqualTo(4);

        assertThat(project.vectors()).hasSize(4);
        project.vectors()
                .forEach((text, vectors) ->
                        assertThat(vectors)
                                .as(text.text())
                                .singleElement()
                                .isEqualTo(model.passage(text.text()).bytes()));
    }

    @Test
    void hugeAndStrangeDefinitionsAreEmbeddedToo() throws Exception {
        project.write("huge.py", "def huge():\n    return '" + "x y ".repeat(2_500_000) + "'\n");
        project.write("wide.py", "def wide(" + "argument, ".repeat(50_000) + "last):\n    pass\n");
        project.write("odd.py", "def odd():\n    return '\u0001\u001b[31m\ufffd\u202e\ufeff'\n");
        project.write("many.py", "def f(): pass\n".repeat(2_000));
        project.index();

        Renamed counting = new Renamed("one");
        // The two thousand functions have one text.
        assertThat(fill(counting)).isBetween(4 + 3, 4 + 5);
        assertThat(project.count("SELECT count(*) FROM definitions WHERE name = 'f'"))
                .isEqualTo(2_000);
    }

    @Test
    void movesAndTextsThatComeBackCostNothing() throws Exception {
        Renamed counting = new Renamed("one");
        fill(counting);
        Files.move(project.root().resolve("a.py"), project.root().resolve("b/c.py"));
        project.index();
        assertThat(fill(counting)).isZero();

        String before = Files.readString(project.root().resolve("b/c.py"));
        project.write("b/c.py", before.replace("a + b", "b + a"));
        project.index();
        assertThat(fill(counting)).isEqualTo(1);
        project.write("b/c.py", before);
        project.index();
        assertThat(fill(counting)).isZero();
        assertThat(project.count("SELECT count(*) FROM vectors")).isEqualTo(5);
    }

    @Test
    void aSlowModelDoesNotKeepABatchBack() throws Exception {
        Renamed slow = new Renamed("slow", Duration.ofMillis(2_100));
        try (Vectorization work = vectorization(slow)) {
            assertThat(work.embedSome()).isTrue();
            assertThat(project.count("SELECT count(*) FROM vectors")).isBetween(1L, 2L);
            while (work.embedSome()) {
                // Until nothing is left.
            }
        }
        assertThat(project.count("SELECT count(*) FROM vectors")).isEqualTo(4);
        assertThat(slow.passages).as("texts, none twice").isEqualTo(4);
    }

    @Test
    void theVectorsOfAModelThatIsNotThereStayUntilTheNewOneIsComplete() throws Exception {
        fill(new Renamed("old"));
        try (Vectorization work = vectorization(new Renamed("new"))) {
            assertThat(work.coverage().embedded()).isZero();
            assertThat(active()).as("the model that answers").isEqualTo("new");
        }
        assertThat(fill(new Renamed("old"))).as("texts for the former model").isZero();
        assertThat(active()).isEqualTo("old");

        fill(new Renamed("new"));
        assertThat(active()).isEqualTo("new");
        assertThat(project.count("SELECT count(*) FROM vectors")).isEqualTo(4);
        assertThat(project.count("SELECT count(*) FROM vector_models")).isEqualTo(1);
    }

    @Test
    void theShippedModelAnswersUntilAnotherIsAhead() throws Exception {
        try (Vectorization work = vectorization(model)) {
            while (work.embedSome()) {
                // Until nothing is left.
            }
        }
        try (Vectorization work = vectorization(new Renamed("new"))) {
            assertThat(work.answering().model().name()).isEqualTo(model.name());
            assertThat(work.coverage().share()).isEqualTo(1.0);
            assertThat(active()).isEqualTo(model.name());
            assertThat(work.activity().doing())
                    .isEqualTo("semantic 0%, new, while " + model.name() + " answers");
            while (work.embedSome()) {
                // Until nothing is left.
            }
            assertThat(work.answering().model().name()).isEqualTo("new");
        }
        assertThat(active()).isEqualTo("new");
    }

    private Object active() {
        return project.driver()
                .queryValue("SELECT name FROM vector_models WHERE active = 1")
                .orElseThrow();
    }

    @Test
    void questionsFindWhatFitsTheirRestrictions() throws Exception {
        try (Vectorization work = vectorization(model)) {
            Questions questions = new Questions(work, project.driver(), new Pause());
            assertThat(questions.answer(question(List.of())))
                    .isEqualTo(new Nearest.Unavailable("no definition has a vector yet"));
            while (work.embedSome()) {
                // Until nothing is left.
            }
            assertThat(names(questions, List.of())).startsWith("read_lines");
            assertThat(names(questions, List.of(of(Field.LANGUAGE, "java"))))
                    .containsExactlyInAnyOrder("Door", "open");
            assertThat(names(questions, List.of(of(Field.KIND, "method")))).containsExactly("open");
            assertThat(names(questions, List.of(of(Field.PATH, "b")))).doesNotContain("add");
            assertThat(names(questions, List.of(of(Field.NAME, "ad*")))).containsExactly("add");
        }
    }

    private static Restriction of(Field field, String value) {
        return new Restriction(field, List.of(value), false);
    }

    private static MeaningQuestion question(List<Restriction> restrictions) {
        return new MeaningQuestion(
                "how is a file read line by line?",
                MeaningQuestion.Kind.QUESTION,
                restrictions,
                10);
    }

    private List<Object> names(Questions questions, List<Restriction> restrictions) {
        Nearest.Found found = (Nearest.Found) questions.answer(question(restrictions));
        return found.definitions().stream()
                .map(near ->
                        project.driver()
                                .queryValue(
                                        "SELECT name FROM definitions WHERE id = ?",
                                        near.definition())
                                .orElseThrow())
                .toList();
    }
}
