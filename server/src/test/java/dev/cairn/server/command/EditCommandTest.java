package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.program.ProgramRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cairn edit} reads from standard input. */
class EditCommandTest {

    private static final String TEXT = "class Main {\n    int a;\n}\n";

    @TempDir private Path temporary;

    private Path file;
    private ProgramRun program;

    @BeforeEach
    void makeTree() throws IOException {
        Path root = Files.createDirectory(temporary.toRealPath().resolve("app"));
        Files.createDirectory(root.resolve(".cairn"));
        Files.writeString(
                root.resolve(".cairn/config.json"),
                "{\"code_analysis\": {\"database\": {\"worker\": {\"enabled\": false}}}}");
        file = root.resolve("Main.java");
        Files.writeString(file, TEXT);
        program = ProgramRun.in(root);
        assertThat(program.run("index", ".")).as(program.error()).isZero();
    }

    private int edit(byte[] input, String... options) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            String[] arguments = new String[options.length + 2];
            arguments[0] = "edit";
            arguments[1] = "Main.java";
            System.arraycopy(options, 0, arguments, 2, options.length);
            return program.run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anEmptyPipeDoesNotEmptyAFile() throws IOException {
        assertThat(edit(new byte[0])).isEqualTo(3);
        assertThat(program.error()).contains("is empty").contains("--allow-empty");
        assertThat(file).content().isEqualTo(TEXT);

        assertThat(edit(new byte[0], "--lines", "2")).as(program.error()).isZero();
        assertThat(file).content().isEqualTo("class Main {\n}\n");
        assertThat(edit(new byte[0], "--allow-empty")).as(program.error()).isZero();
        assertThat(file).isEmptyFile();
        assertThat(edit(bytes(TEXT))).as(program.error()).isZero();
        assertThat(file).content().isEqualTo(TEXT);
    }

    @Test
    void undoWithoutAnIdNamesTheLatestEdits() {
        assertThat(program.run("undo")).isEqualTo(2);
        assertThat(program.error()).contains("there is no edit to undo");
        assertThat(edit(bytes("class Main {}\n"))).as(program.error()).isZero();
        String id = program.output().replaceAll("(?s)edit ([\\w-]+):.*", "$1");

        assertThat(program.run("undo")).isEqualTo(2);
        assertThat(program.error()).contains(id + " of 'Main.java'");
        assertThat(file).content().isEqualTo("class Main {}\n");
        assertThat(program.run("undo", id)).isZero();
        assertThat(file).content().isEqualTo(TEXT);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws IOException {
        assertThat(edit("class Ä {}\n".getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(2);
        assertThat(program.error()).contains("is not UTF-8");
        assertThat(file).content().isEqualTo(TEXT);
    }

    @Test
    void moreThanAnEditTakesIsRefusedBeforeItIsInMemory() throws IOException {
        assertThat(edit(new byte[17 << 20])).isEqualTo(2);
        assertThat(program.error()).contains("larger than 16 MiB");
        assertThat(file).content().isEqualTo(TEXT);
    }
}
