package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands about the code index, on an index without a worker. */
class IndexCommandsTest {

    @TempDir private Path temporary;

    private Path root;
    private ProgramRun program;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("app"));
        write(
                ".cairn/config.json",
                "{\"code_analysis\": {\"database\": {\"worker\": {\"enabled\": false}}}}");
        write(".gitignore", "*.log\n");
        write("src/Main.java", "class Main { public static void main(String[] a) {} }\n");
        write("src/Broken.java", "class Broken { int x = ; }\n");
        write("test/MainTest.java", "class MainTest {}\n");
        write("notes.md", "# Notes\n");
        write("a.log", "ignored\n");
        write("large.txt", "x".repeat(3 * 1024 * 1024));
        program = ProgramRun.in(root);
        assertThat(program.run("index", ".")).as(program.error()).isZero();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private JsonNode json(String... arguments) {
        assertThat(program.run(arguments)).as(program.error()).isZero();
        return JsonMapper.shared().readTree(program.output());
    }

    @Test
    void theResultSaysWhatWasLeftOutAndWhatWasNotUnderstood() {
        assertThat(program.output())
                .contains("1 ignored, 0 binary, 1 too large")
                .contains("1 place could not be parsed or read; its text is indexed");
    }

    @Test
    void coverageNamesTheRuleAndTheLargeFile() {
        JsonNode coverage = json("coverage", "--json");
        assertThat(coverage.at("/left_out").toString())
                .contains(".gitignore:1: *.log")
                .contains("too_large");

        assertThat(program.run("coverage", "--reason", "too_large")).isZero();
        assertThat(program.output())
                .contains("large.txt  too_large (3145728 bytes, limit 2097152)")
                .contains("1 file of markdown: 1 parsed")
                .doesNotContain("a.log");
    }

    @Test
    void statusSaysWhatIsTextOnlyAndWhatChangedOnDisk() throws IOException {
        assertThat(program.run("status")).as(program.error()).isZero();
        assertThat(program.output())
                .contains("as text only: ")
                .contains("1 syntax in 1 file")
                .contains("nothing changed on disk");

        write("src/Main.java", "class Main {}\n");
        write("new.txt", "new\n");
        Files.delete(root.resolve("notes.md"));
        assertThat(program.run("status", "--errors", "0")).isZero();
        assertThat(program.output()).contains("since then on disk: 1 new, 1 changed, 1 gone");
        JsonNode status = json("status", "--json", "--no-scan");
        assertThat(status.at("/projects/0/waiting").isNull()).isTrue();
        assertThat(status.at("/database_bytes").asLong()).isPositive();
    }

    @Test
    void projectsAreAddedRenamedAndRemovedWithAllTheyHave() throws IOException {
        Path other = Files.createDirectory(temporary.toRealPath().resolve("library"));
        Files.writeString(other.resolve("l.py"), "def f(): pass\n");
        assertThat(program.run("project", "add", "../library")).as(program.error()).isZero();
        assertThat(program.output()).contains("with 1 file");
        assertThat(program.run("project", "rename", "library", "lib")).isZero();

        JsonNode projects = json("project", "list", "--json").get("projects");
        assertThat(projects).hasSize(2);
        assertThat(projects.get(1).get("name").asString()).isEqualTo("lib");
        assertThat(Files.readString(other.resolve(".cairn/project")).strip())
                .isEqualTo(projects.get(1).get("id").asString());

        assertThat(program.run("project", "remove", "../library")).isZero();
        assertThat(program.output()).contains("removed the project 'lib' with 1 file");
        assertThat(json("project", "list", "--json").get("projects")).hasSize(1);
        assertThat(program.run("project", "remove", "lib")).isEqualTo(2);
        assertThat(program.error()).contains("no project 'lib'; it has 'app'");
    }

    @Test
    void aProjectInsideAnotherIsIndexedOnce() throws IOException {
        write("inner/I.java", "class I {}\n");
        assertThat(program.run("index", ".")).isZero();
        assertThat(program.run("project", "add", "inner")).isZero();

        JsonNode summary = json("index", ".", "--json");
        assertThat(summary.get("nested").asInt()).isEqualTo(1);
        assertThat(summary.get("vanished").asInt()).isEqualTo(1);
        assertThat(program.run("coverage", "--reason", "nested_project")).isZero();
        assertThat(program.output()).contains("inner/  nested_project");
    }

    @Test
    void aProjectThatWasMovedIsFoundByItsOwnId() throws IOException {
        Path moved = root.resolveSibling("renamed");
        Files.move(root, moved);
        program = ProgramRun.in(moved);

        assertThat(program.run("search", "main")).as(program.error()).isZero();
        assertThat(program.output()).contains("src/Main.java:1");
        assertThat(program.run("status")).as(program.error()).isZero();
        assertThat(program.output()).contains("in '" + moved + "'").doesNotContain("/app'");
        assertThat(program.run("index", ".")).isZero();
        assertThat(program.output()).contains("indexed 0 files");
    }

    @Test
    void aDatasetIsAddedSearchedAndRemoved() throws IOException {
        assertThat(program.run("dataset", "add", "code", "src")).isZero();
        assertThat(program.output()).contains("'src' is the dataset 'code': ");
        assertThat(program.run("dataset", "list")).isZero();
        assertThat(program.output()).contains("code  'src'").contains("(the whole project)");
        assertThat(program.run("dataset", "add", "code", "src")).isEqualTo(2);
        assertThat(program.error()).contains("has this name");
        assertThat(program.run("dataset", "add", "away", "..")).isEqualTo(2);
        assertThat(program.error()).contains("is not a folder below");
        Path elsewhere = Files.createDirectory(temporary.toRealPath().resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("link"), elsewhere);
        assertThat(program.run("dataset", "add", "linked", "link")).isEqualTo(2);
        assertThat(program.error()).contains("links are not followed");
        assertThat(program.run("dataset", "remove", "code")).isZero();
        assertThat(program.output()).contains("forgot the dataset 'code' of ");
        assertThat(program.run("dataset", "remove", "code")).isEqualTo(2);
        assertThat(program.error()).contains("'cairn dataset list' shows which");
    }

    @Test
    void namesThatLookLikePathsOrHaveControlCharactersAreRefused() {
        String long201 = "x".repeat(201);
        for (String name :
                List.of(
                        "a/../../z",
                        "",
                        " ",
                        "..",
                        "a\nb",
                        "a\u001b[2J",
                        "a\u202eb",
                        "x ",
                        long201)) {
            assertThat(program.run("dataset", "add", name, "src")).as(name).isEqualTo(2);
            assertThat(program.error())
                    .contains("cannot add the dataset")
                    .contains("letters, digits");
            assertThat(program.error()).hasLineCount(2).doesNotContain("\u001b");
            assertThat(program.run("project", "rename", "app", name)).as(name).isEqualTo(2);
            assertThat(program.error()).contains("cannot rename the project");
        }
        for (String name : List.of("x", "C++ code", "größe_2.1", "日本語")) {
            assertThat(program.run("dataset", "add", name, "src")).as(name).isZero();
            assertThat(program.run("dataset", "remove", name)).isZero();
        }
    }

    @Test
    void tagsAreFoundInFilesAndGivenToPaths() {
        assertThat(json("tag", "list", "--json").toString())
                .contains("\"entry-point\"")
                .contains("\"test\"");

        assertThat(program.run("tag", "add", "core", "src", "*.md", "--weight", "2")).isZero();
        assertThat(program.output()).contains("'src' has the tag 'core': 2 files now");
        assertThat(program.run("tag", "list")).isZero();
        assertThat(program.output()).contains("3 files  core (weight 2.0), given");
        assertThat(program.run("tag", "remove", "core", "src")).isZero();
        assertThat(program.run("tag", "list")).isZero();
        assertThat(program.output()).contains("1 file   core (weight 2.0), given");

        assertThat(program.run("tag", "add", "no tag", "src")).isEqualTo(2);
        assertThat(program.error()).contains("'no tag' is not a tag");
        assertThat(program.run("tag", "remove", "nothing")).isEqualTo(2);
    }

    @Test
    void aTagHoldsForFilesThatComeLater() throws IOException {
        assertThat(program.run("tag", "add", "core", "/src/")).isZero();
        write("src/deep/Later.java", "class Later {}\n");
        assertThat(program.run("index", ".")).isZero();

        assertThat(program.run("tag", "list")).isZero();
        assertThat(program.output()).contains("3 files  core, given");
    }

    @Test
    void aRenamedFolderIsTheSameProject() throws IOException {
        String id = json("project", "list", "--json").at("/projects/0/id").asString();
        Path moved = root.resolveSibling("renamed");
        Files.move(root, moved);
        program = ProgramRun.in(moved);
        assertThat(program.run("search", "Main")).as(program.error()).isZero();

        JsonNode summary = json("index", ".", "--json");
        assertThat(summary.get("project_id").asString()).isEqualTo(id);
        assertThat(summary.get("indexed").asInt()).isZero();
        JsonNode projects = json("project", "list", "--json").get("projects");
        assertThat(projects).hasSize(1);
        assertThat(projects.get(0).get("name").asString()).isEqualTo("renamed");
        assertThat(projects.get(0).get("root").asString()).isEqualTo(moved.toString());
    }

    @Test
    void anIndexOutsideOfTheTreesHoldsSeveralProjects() throws IOException {
        Path own = Files.createDirectory(temporary.toRealPath().resolve("own"));
        Path configuration =
                Files.writeString(
                        own.resolve("config.json"),
                        "{\"code_analysis\": {\"database\": {\"path\": \"data/index.db\","
                                + " \"worker\": {\"enabled\": false}}}}");
        String config = "--config=" + configuration;
        Path other = Files.createDirectory(temporary.toRealPath().resolve("library"));
        Files.writeString(other.resolve("l.py"), "def f(): pass\n");
        assertThat(program.run("index", ".", config)).as(program.error()).isZero();
        assertThat(program.run("index", "../library", config)).as(program.error()).isZero();

        assertThat(json("project", "list", "--json", config).get("projects")).hasSize(2);
        assertThat(own.resolve("data/index.db")).exists();
        assertThat(other.resolve(".cairn/data")).doesNotExist();

        Path moved = other.resolveSibling("moved");
        Files.move(other, moved);
        assertThat(json("index", "../moved", "--json", config).get("indexed").asInt()).isZero();
        assertThat(json("project", "list", "--json", config).get("projects")).hasSize(2);
    }

    @Test
    void cleanRemovesTheIndexAndKeepsTheConfigurationAndTheId() {
        assertThat(program.run("clean", "--dry-run")).isZero();
        assertThat(program.output()).contains("would remove ");
        assertThat(program.run("clean")).as(program.error()).isZero();
        assertThat(root.resolve(".cairn/config.json")).exists();
        assertThat(root.resolve(".cairn/project")).exists();
        assertThat(program.run("search", "Main")).isEqualTo(2);

        assertThat(json("index", ".", "--json").get("indexed").asInt()).isEqualTo(5);
    }

    @Test
    void aFileThatIsNoScipIndexIsRefused() throws IOException {
        write("bad.scip", "no such thing");

        assertThat(program.run("import", "scip", "bad.scip")).isEqualTo(2);

        assertThat(program.error())
                .contains("cannot import '" + root.resolve("bad.scip") + "'")
                .contains("no valid SCIP index");
    }
}
