package dev.cairn.index.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.reference.References.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeReferencesTest {

    @TempDir Path folder;

    private Path root;
    private CodeDatabase database;
    private CodeReferences references;
    private FileStructure structure;

    @BeforeEach
    void indexATree() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("tree"));
        write(
                "lamp/Lamp.java",
                """
                package lamp;

                /** Gives light. */
                public class Lamp {
                    public void ignite() {
                        spark();
                    }

                    private void spark() {}

                    public static Lamp open() {
                        return new Lamp();
                    }
                }
                """);
        write(
                "house/House.java",
                """
                package house;

                import lamp.Lamp;

                public class House {
                    void enter() {
                        Lamp lamp = Lamp.open();
                        lamp.ignite();
                    }

                    void live() {
                        enter();
                    }
                }
                """);
        write(
                "far/Engine.java",
                "package far;\nclass Engine { void run(Motor m) { m.ignite(); } }\n");
        write("py/shop.py", "from . import store\n\ndef sell():\n    return store.take(1)\n");
        write("py/store.py", "def take(n):\n    return n\n");
        write("py/__init__.py", "");
        write(
                "web/app.ts",
                "import { load } from './data/store.js';\nexport function main() { load(); }\n");
        write("web/data/store.ts", "export function load() {}\n");
        database = IndexDatabase.open(folder.resolve("db"));
        index();
        references = new CodeReferences(database, AnswerFreshness.NONE);
        structure = new FileStructure(database, AnswerFreshness.NONE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void index() {
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> edges(String name, Direction direction, int depth) {
        return references.references(name, direction, depth, () -> false).edges().stream()
                .map(edge ->
                        edge.depth()
                                + " "
                                + edge.use().inside()
                                + " "
                                + edge.use().name()
                                + " "
                                + edge.target().map(DefinitionRow::qualifiedName).orElse("?")
                                + " "
                                + edge.certainty().text())
                .toList();
    }

    @Test
    void usesHaveTheirCertainty() {
        assertThat(edges("Lamp.spark", Direction.CALLERS, 1))
                .containsExactly("1 lamp.Lamp.ignite spark lamp.Lamp.spark exact");
        assertThat(edges("Lamp.ignite", Direction.CALLERS, 1))
                .containsExactly(
                        "1 house.House.enter ignite lamp.Lamp.ignite by import",
                        "1 far.Engine.run ignite lamp.Lamp.ignite name only");
        assertThat(edges("Lamp.open", Direction.CALLERS, 1))
                .containsExactly("1 house.House.enter open lamp.Lamp.open exact");
        assertThat(edges("take", Direction.CALLERS, 1))
                .containsExactly("1 py.shop.sell take py.store.take by import");
    }

    @Test
    void eachLanguageFindsDefinitionsByItsOwnRules() throws IOException {
        write("go/store/store.go", "package store\n\nfunc Sell() {}\n");
        write(
                "go/main.go",
                "package main\n\nimport \"example.org/go/store\"\n\nfunc main() { store.Sell() }\n");
        write("lamp/Wick.kt", "package lamp\n\nfun trim() { Lamp.open() }\n");
        write("c/lamp.h", "int wind(int turns);\n");
        write("c/clock.cpp", "#include \"lamp.h\"\nint main() { return wind(1); }\n");
        index();

        assertThat(targets(structure.imports("go/main.go"))).containsExactly("go/store/store.go");
        assertThat(edges("Sell", Direction.CALLERS, 1))
                .containsExactly("1 main.main Sell store.Sell by import");
        assertThat(edges("Lamp.open", Direction.CALLERS, 1))
                .contains("1 lamp.trim open lamp.Lamp.open exact");
        assertThat(edges("wind", Direction.CALLERS, 1)).singleElement().asString().contains("main");
        assertThat(edges("take", Direction.CALLERS, 1)).hasSize(1);
    }

    @Test
    void callersOfCallersAreFollowed() {
        assertThat(edges("Lamp.open", Direction.CALLERS, 2))
                .containsExactly(
                        "1 house.House.enter open lamp.Lamp.open exact",
                        "2 house.House.live enter house.House.enter exact");
    }

    @Test
    void calleesAreFollowed() {
        assertThat(edges("House.live", Direction.CALLEES, 2))
                .contains(
                        "1 house.House.live enter house.House.enter exact",
                        "2 house.House.enter open lamp.Lamp.open exact",
                        "2 house.House.enter ignite lamp.Lamp.ignite by import");
    }

    @Test
    void aNameThatIsNotThereGetsTheNearest() {
        References answer = references.definitions("ignit");

        assertThat(answer.notes()).containsExactly("the index has no definition of 'ignit'");
        assertThat(answer.suggestions()).containsExactly("ignite");
    }

    @Test
    void answersAreText() {
        ReferenceText text = new ReferenceText(0, Instant.now());

        assertThat(text.definitions(references.definitions("Lamp")))
                .startsWith(
                        """
                        lamp/Lamp.java:4-14  class lamp.Lamp
                            public class Lamp
                            Gives light.
                        index: 8 files\
                        """);
        assertThat(text.outline(structure.outline("lamp/Lamp.java")))
                .startsWith(
                        """
                        lamp/Lamp.java
                          4-14  public class Lamp
                            5-7  public void ignite()
                            9-9  private void spark()
                            11-13  public static Lamp open()
                        index: 8 files\
                        """);
        assertThat(text.outline(structure.outline("nowhere")))
                .startsWith("no file of the index is at or below 'nowhere'\n");
        assertThat(text.map(CodeMap.read(database, AnswerFreshness.NONE)))
                .contains("index: 8 files");
    }

    @Test
    void importsMeanFiles() {
        assertThat(targets(structure.imports("house/House.java")))
                .containsExactly("lamp/Lamp.java");
        assertThat(targets(structure.imports("web/app.ts"))).containsExactly("web/data/store.ts");
        assertThat(targets(structure.imports("py/shop.py"))).containsExactly("py/store.py");
        assertThat(importers("lamp/Lamp.java")).containsExactly("house/House.java");
        assertThat(importers("web/data/store.ts")).containsExactly("web/app.ts");
        assertThat(importers("py/store.py")).containsExactly("py/shop.py");
        assertThat(structure.outline(root.resolve("lamp").toString()).entries()).hasSize(1);
    }

    private static List<String> targets(ImportsAnswer answer) {
        return answer.imports().stream().map(some -> some.target().orElse("?")).toList();
    }

    private List<String> importers(String path) {
        return structure.importers(path).imports().stream()
                .map(some -> some.statement().path())
                .toList();
    }

    @Test
    void changesSinceARevisionAreParsedNow() throws Exception {
        try (Git git = Git.init().setDirectory(root.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setSign(false)
                    .setMessage("all")
                    .setAuthor("a", "a@b")
                    .setCommitter("a", "a@b")
                    .call();
        }
        write("py/store.py", "def take(n):\n    return n + 1\n\ndef put(n):\n    pass\n");
        Files.delete(root.resolve("far/Engine.java"));
        write("new.py", "class Fresh:\n    pass\n");
        index();

        ChangedDefinitions answer =
                ChangedDefinitions.since(database, root, "HEAD", AnswerFreshness.NONE, () -> false);

        assertThat(answer.changes())
                .extracting(some -> some.what() + " " + some.qualifiedName())
                .containsExactlyInAnyOrder(
                        "CHANGED py.store.take",
                        "ADDED py.store.put",
                        "REMOVED far.Engine",
                        "REMOVED far.Engine.run",
                        "ADDED new.Fresh");
    }

    @Test
    void changesHaveTheTestsThatUseThem() throws Exception {
        write("calc/core.py", "def total(n):\n    return n\n\ndef other(n):\n    return n\n");
        write(
                "calc/shop.py",
                "from calc.core import total\n\ndef price(n):\n    return total(n)\n");
        write(
                "tests/test_shop.py",
                "from calc.shop import price\n\ndef test_price():\n    assert price(1) == 1\n");
        write(
                "tests/test_other.py",
                "from calc.core import other\n\ndef test_other():\n    assert other(1) == 1\n");
        try (Git git = Git.init().setDirectory(root.toFile()).call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setSign(false)
                    .setMessage("all")
                    .setAuthor("a", "a@b")
                    .setCommitter("a", "a@b")
                    .call();
        }
        write("calc/core.py", "def total(n):\n    return n + 0\n\ndef other(n):\n    return n\n");
        index();

        ChangedDefinitions answer =
                ChangedDefinitions.since(database, root, "HEAD", AnswerFreshness.NONE, () -> false);

        assertThat(answer.tests())
                .extracting(test -> test.path() + " " + test.uses() + " " + test.depth())
                .containsExactly("tests/test_shop.py calc.core.total 2");
        assertThat(new ReferenceText(0, Instant.now()).changes(answer))
                .contains("test     tests/test_shop.py  uses calc.core.total [exact]")
                .contains("1 definition in 1 file changed since HEAD; used by 1 test");
    }

    @Test
    void usesAreCountedAsTheyAreListed() {
        for (String name : List.of("ignite", "Lamp.open", "take", "load", "Lamp")) {
            assertThat(references.countUses(name, () -> false))
                    .as(name)
                    .isEqualTo(
                            references.references(name, Direction.CALLERS, 1, () -> false).total());
        }
    }

    @Test
    void aUseBehindMoreUsesOfOtherLanguagesThanAreReadAtFirstIsFound() throws IOException {
        write("many.js", "take(1);\n".repeat(650));
        write("z.py", "from py.store import take\ntake(2)\n");
        index();

        References uses = references.references("take", Direction.CALLERS, 1, () -> false);

        assertThat(uses.edges()).extracting(edge -> edge.use().path()).contains("z.py");
        assertThat(uses.edges()).extracting(edge -> edge.use().path()).doesNotContain("many.js");
        assertThat(references.countUses("take", () -> false)).isEqualTo(uses.total());
    }

    @Test
    void theReceiverOfAMethodOfGoIsItsTypeInEveryFileOfThePackage() throws IOException {
        write(
                "go/server/server.go",
                """
                package server

                type Server struct{ count int }

                func (s *Server) Stop() {}

                func (c *Client) Run() { c.Stop() }
                """);
        write(
                "go/server/client.go",
                """
                package server

                type Client struct{}

                func (c *Client) Stop() {}

                func (s *Server) Run(c Client) {
                    s.Stop()
                    c.Stop()
                    s.count++
                }
                """);
        index();

        assertThat(certainties("Server.Stop"))
                .containsExactlyInAnyOrder(
                        "client.go:8 exact", "client.go:9 name only", "server.go:7 by import");
        assertThat(certainties("Client.Stop"))
                .containsExactlyInAnyOrder(
                        "client.go:8 by import", "client.go:9 by import", "server.go:7 exact");
        assertThat(certainties("Server.count")).containsExactly("client.go:10 exact");
    }

    private List<String> certainties(String name) {
        return references.references(name, Direction.CALLERS, 1, () -> false).edges().stream()
                .map(edge ->
                        "%s:%d %s"
                                .formatted(
                                        edge.use().path().replaceFirst(".*/", ""),
                                        edge.use().line(),
                                        edge.certainty().text()))
                .toList();
    }
}
