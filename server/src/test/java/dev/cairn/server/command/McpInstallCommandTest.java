package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code cairn mcp install} in a folder that a checkout may have prepared. */
class McpInstallCommandTest {

    @TempDir private Path folder;
    private ProgramRun program;

    @BeforeEach
    void open() {
        program = ProgramRun.in(folder);
    }

    @Test
    void otherEntriesStay() throws IOException {
        Path file = folder.resolve(".mcp.json");
        Files.writeString(file, "{\"mcpServers\": {\"other\": {\"command\": \"x\"}}, \"a\": 1}");

        assertThat(program.run("mcp", "install", "--client", "claude-code")).isZero();

        var root = JsonMapper.shared().readTree(Files.readString(file));
        assertThat(root.at("/mcpServers/other/command").asString()).isEqualTo("x");
        assertThat(root.at("/mcpServers/cairn/args/0").asString()).isEqualTo("mcp");
        assertThat(root.at("/a").asInt()).isOne();
    }

    @Test
    void permissionsAndNumbersStay() throws IOException {
        Path file = folder.resolve(".mcp.json");
        Files.writeString(file, "{\"a\": 0.12345678901234567890123}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(program.run("mcp", "install", "--client", "claude-code")).isZero();
        assertThat(file).content().contains("0.12345678901234567890123");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");

        Path usual = Files.createFile(folder.resolve("usual"));
        assertThat(program.run("mcp", "install", "--client", "cursor")).isZero();
        assertThat(Files.getPosixFilePermissions(folder.resolve(".cursor/mcp.json")))
                .isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mcpServers\": []}",
                "{\"mcpServers\": \"x\"}",
                "{\"mcpServers\": null}",
                "[]",
                "",
                "{\"mcpServers\": {}, \"mcpServers\": {\"other\": {}}}",
                "// a comment\n{}"
            })
    void otherFormsAreRefusedAndStay(String text) throws IOException {
        Path file = Files.writeString(folder.resolve(".mcp.json"), text);

        assertThat(program.run("mcp", "install", "--client", "claude-code")).isEqualTo(3);
        assertThat(program.error())
                .contains("cannot add an entry to '" + file + "'")
                .doesNotContain("internal error");
        assertThat(file).content().isEqualTo(text);
    }

    @Test
    void aDryRunPrintsTheFileAndWritesNothing() throws IOException {
        assertThat(program.run("mcp", "install", "--client", "vscode", "--dry-run")).isZero();

        assertThat(
                        JsonMapper.shared()
                                .readTree(program.output())
                                .at("/servers/cairn/type")
                                .asString())
                .isEqualTo("stdio");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void linksOfACheckoutAreNotFollowed() throws IOException {
        Path victim = Files.writeString(folder.resolve("victim"), "precious");
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.createSymbolicLink(project.resolve(".mcp.json"), victim);
        Files.createSymbolicLink(project.resolve(".partial-.mcp.json"), victim);
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(project.resolve(".cursor"), outside);
        ProgramRun inside = ProgramRun.in(project);

        assertThat(inside.run("mcp", "install", "--client", "claude-code")).isEqualTo(3);
        Files.delete(project.resolve(".mcp.json"));
        assertThat(inside.run("mcp", "install", "--client", "claude-code")).isZero();
        assertThat(inside.run("mcp", "install", "--client", "cursor")).isEqualTo(3);

        assertThat(victim).hasContent("precious");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void aFileThatIsNotJsonIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve(".mcp.json"), "{ // mine");

        assertThat(program.run("mcp", "install", "--client", "claude-code")).isEqualTo(3);
        assertThat(file).hasContent("{ // mine");
    }
}
