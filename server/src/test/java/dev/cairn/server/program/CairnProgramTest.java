package dev.cairn.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.command.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CairnProgramTest {

    @TempDir private Path folder;
    private ProgramRun program;

    @BeforeEach
    void begin() {
        program = ProgramRun.in(folder);
    }

    @Test
    void theVersionIsTheOneOfTheBuild() {
        assertThat(program.run("--version")).isZero();
        assertThat(program.output()).matches("cairn \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @Test
    void everyCommandHasHelpWithExamples() {
        for (CommandLine command : allCommands()) {
            String name = command.getCommandSpec().qualifiedName();
            assertThat(command.getCommandSpec().usageMessage().header()).as(name).isNotEmpty();
            assertThat(String.join("\n", command.getCommandSpec().usageMessage().footer()))
                    .as("footer of " + name)
                    .contains("Examples:")
                    .contains("  " + name);
        }
    }

    @Test
    void everyOptionIsDescribed() {
        for (CommandLine command : allCommands()) {
            for (CommandLine.Model.OptionSpec option : command.getCommandSpec().options()) {
                assertThat(option.description())
                        .as(command.getCommandSpec().qualifiedName() + " " + option.longestName())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void helpOfOneCommandIsPrinted() {
        assertThat(program.run("help", "completion")).isZero();
        assertThat(program.output()).contains("Usage: cairn completion");
    }

    @Test
    void withoutACommandTheUsageIsWrong() {
        assertThat(program.run()).isEqualTo(ExitCode.USAGE.number());
        assertThat(program.error()).startsWith("cairn: no command given");
        assertThat(program.output()).isEmpty();
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThat(program.run("completion", "--colour")).isEqualTo(ExitCode.USAGE.number());
        assertThat(program.error())
                .contains("cairn: Unknown option: '--colour'")
                .contains("'cairn completion --help' tells how it is used");
    }

    @Test
    void aUsageErrorIsJsonWhereJsonWasAskedFor() {
        assertThat(program.run("completion", "--colour", "--json")).isEqualTo(2);
        JsonNode error = JsonMapper.shared().readTree(program.error());
        assertThat(error.at("/error/code").stringValue()).isEqualTo("USAGE");
        assertThat(error.at("/exit_code").intValue()).isEqualTo(2);
    }

    @Test
    void theCompletionScriptKnowsEveryCommand() {
        assertThat(program.run("completion")).isZero();
        for (CommandLine command : allCommands()) {
            assertThat(program.output()).contains(command.getCommandName());
        }
    }

    private List<CommandLine> allCommands() {
        return withoutHelp(program.model());
    }

    private static List<CommandLine> withoutHelp(CommandLine root) {
        List<CommandLine> all = new ArrayList<>();
        all.add(root);
        root.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().helpCommand())
                .distinct()
                .forEach(command -> all.addAll(withoutHelp(command)));
        return all;
    }
}
