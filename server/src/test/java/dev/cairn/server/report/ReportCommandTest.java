package dev.cairn.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cairn report}, and the diagram of {@code cairn schema inspect}. */
class ReportCommandTest {

    @TempDir private Path temporary;

    private Path root;
    private ProgramRun program;

    @BeforeEach
    void indexATree() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("app"));
        write(
                ".cairn/config.json",
                "{\"code_analysis\": {\"database\": {\"worker\": {\"enabled\": false}}}}");
        write(".gitignore", "*.log\n");
        write("src/Main.java", "class Main {}\n");
        write("src/<img src=x>.java", "class Broken { int x = ; }\n");
        write("a.log", "ignored\n");
        program = ProgramRun.in(root);
        assertThat(program.run("index", ".")).as(program.error()).isZero();
        assertThat(program.run("backup", "create", "--index", "--comment", "<b>one</b>"))
                .as(program.error())
                .isZero();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void theReportIsOneFileThatLoadsNothing() throws IOException {
        assertThat(program.run("report", "--output", "report.html")).as(program.error()).isZero();
        String report = Files.readString(root.resolve("report.html"));
        assertThat(report)
                .startsWith("<!doctype html>")
                .contains("<svg", ">projects</text>")
                .contains(".gitignore:1: *.log")
                .contains("&lt;img src=x&gt;.java")
                .contains("&lt;b&gt;one&lt;/b&gt;")
                .contains("index: 3 files")
                .doesNotContain("<img", "<script", "<link", "src=\"", "@import", "url(");
    }

    @Test
    void anExistingFileIsReplacedOnlyWhenAsked() throws IOException {
        write("report.html", "mine");
        assertThat(program.run("report", "--output", "report.html")).isEqualTo(3);
        assertThat(program.error()).contains("it exists; give --force");
        assertThat(root.resolve("report.html")).hasContent("mine");
        assertThat(program.run("report", "--output", "report.html", "--force")).isZero();
        assertThat(Files.readString(root.resolve("report.html"))).contains("Cairn report");
    }

    @Test
    void aSchemaIsDrawn() {
        assertThat(program.run("schema", "inspect", "--index", "--format", "svg"))
                .as(program.error())
                .isZero();
        assertThat(program.output())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=")
                .contains(">definitions</text>", "class=\"edge\"")
                .doesNotContain("href", "<script");
    }
}
