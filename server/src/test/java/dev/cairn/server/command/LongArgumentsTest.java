package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages quote arguments, which can be long or look like more lines of the output. */
class LongArgumentsTest {

    private static final int MOST_CHARACTERS = 12_000;

    private static final List<String> COMMANDS =
            List.of(
                    "@",
                    "--@",
                    "help @",
                    "status @",
                    "search @",
                    "search \"@",
                    "search /(@/",
                    "search x --kind @",
                    "search x --language @",
                    "search x --path @",
                    "search x --limit @",
                    "search x --mode @",
                    "search x --project @",
                    "search kind:@",
                    "def @",
                    "refs @",
                    "outline @",
                    "imports @",
                    "changes --since @",
                    "coverage --reason @",
                    "index @",
                    "project remove @",
                    "tag add @ @",
                    "undo @",
                    "schema sync --database @ --schema @",
                    "schema lint --schema @",
                    "migrate up --database @ --migrations @",
                    "migrate new @",
                    "backup restore @",
                    "history --database @",
                    "--config @ status",
                    "completion @");

    @TempDir private Path temporary;

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void argumentsComeBackCutAndAsPartOfALine() throws IOException {
        Path folder = Files.createDirectory(temporary.toRealPath().resolve("project"));
        Files.writeString(folder.resolve("a.py"), "def f(): pass\n");
        assertThat(ProgramRun.in(folder).run("index", ".")).isZero();
        String forged = "zz\nforged: line\r\u2028\u001b[31mforged: line";
        for (String argument : List.of(forged, "z".repeat(1_000_000), "é\n".repeat(100_000))) {
            for (String command : COMMANDS) {
                ProgramRun program = ProgramRun.in(folder);
                String[] words = command.split(" ");
                for (int i = 0; i < words.length; i++) {
                    words[i] = words[i].replace("@", argument);
                }
                program.run(words);
                String said = program.output() + program.error();
                assertThat(said.length()).as(command).isLessThan(MOST_CHARACTERS);
                assertThat(said)
                        .as(command)
                        .isNotEmpty()
                        .doesNotContain("\nforged", "\r", "\u2028", "\u001b", "internal error");
            }
        }
    }
}
