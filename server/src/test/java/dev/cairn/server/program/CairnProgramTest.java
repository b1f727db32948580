package dev.cairn.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.command.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(program.error()).contains("Usage: cairn [").contains("Commands:");
        assertThat(program.output()).isEmpty();
        assertThat(program.run("schema")).isEqualTo(ExitCode.USAGE.number());
        assertThat(program.error()).contains("Usage: cairn schema");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThat(program.run("completion", "--colour")).isEqualTo(ExitCode.USAGE.number());
        assertThat(program.error())
                .contains(
                        "cairn: unknown option '--colour' of 'cairn completion'; did you mean '--color'?")
                .contains("See 'cairn completion --help'.");
    }

    @Test
    void aUsageErrorIsJsonWhereJsonWasAskedFor() {
        assertThat(program.run("completion", "--colour", "--json")).isEqualTo(2);
        JsonNode error = JsonMapper.shared().readTree(program.error());
        assertThat(error.at("/error/code").stringValue()).isEqualTo("usage");
        assertThat(error.at("/exit_code").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "serch foo | unknown command 'serch'; did you mean 'search'?",
                "schema snyc | unknown command 'snyc' of 'cairn schema'; did you mean 'sync'?",
                "migrate op | unknown command 'op' of 'cairn migrate'; did you mean 'up'?",
                "help schema snyc | unknown command 'snyc' of 'cairn schema'; did you mean 'sync'?",
                "search --limt 3 x | unknown option '--limt' of 'cairn search'; did you mean '--limit'?",
                "schema verify --databas x | unknown option '--databas' of 'cairn schema verify'; did you mean '--database'?",
                "backup frobnicate | known are help, create, list, verify, restore, prune",
                "schema sync --shema s.sql --database a.db | unknown option '--shema' of 'cairn schema sync'; did you mean '--schema'?",
                "version | unknown command 'version'; did you mean '--version'?",
                "search --limit many x | 'many' is not a whole number up to 2147483647",
                "search --limit 99999999999 x | '99999999999' is not a whole number up to 2147483647",
                "schema inspect --database a.db --format xml | 'xml' is not one of",
                "completion tcsh | 'tcsh' is not one of bash, zsh, fish",
                "status --color sometimes | 'sometimes' is not one of auto, always, never",
                "status now | unexpected argument 'now' of 'cairn status'",
            })
    void aWrongCommandLineNamesWhatMayHaveBeenMeant(String line, String expected) {
        assertThat(program.run(line.split(" "))).isEqualTo(ExitCode.USAGE.number());
        assertThat(program.error())
                .contains(expected)
                .contains("See 'cairn")
                .doesNotContain("java.")
                .doesNotContain("index 0");
    }

    @Test
    void helpIsAlsoInTheGroups() {
        assertThat(program.run("schema", "help", "sync")).isZero();
        assertThat(program.output()).contains("Usage: cairn schema sync");
        assertThat(program.run("help", "schema", "sync")).isZero();
        assertThat(program.output()).contains("Usage: cairn schema sync");
    }

    @Test
    void helpFitsATerminal() {
        for (CommandLine command : allCommands()) {
            assertThat(command.getUsageMessage(CommandLine.Help.Ansi.OFF).lines())
                    .as(command.getCommandSpec().qualifiedName())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                    // A name such as .cairn must not be broken behind its dot.
                    .noneMatch(line -> line.endsWith(" .") && !line.startsWith("  cairn "));
        }
    }

    @Test
    void scriptsForThreeShellsAskTheProgram() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            assertThat(program.run("completion", shell)).isZero();
            assertThat(program.output()).contains("complete -- ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sear | search",
                "schema sy | sync",
                "help mig | migrate",
                "search --kin | --kind",
                "search --kind me | method",
                "search --language ja | java",
                "search --mode q | question",
                "status --color al | always",
                "completion f | fish",
                "schema inspect --format y | yaml",
                "schema sync --schema x | @files",
            })
    void wordsAreCompleted(String line, String expected) {
        List<String> words = new ArrayList<>(List.of("complete", "--"));
        words.addAll(List.of(line.split(" ")));
        assertThat(program.run(words.toArray(String[]::new))).isZero();
        assertThat(program.output().lines().map(found -> found.split("\t", -1)[0]))
                .contains(expected);
    }

    @Test
    void theManualPageHasEveryCommandAndOption() {
        assertThat(program.run("manual")).isZero();
        for (CommandLine command : allCommands()) {
            if (command.getParent() != null) {
                String name = command.getCommandSpec().qualifiedName().replace("-", "\\-");
                assertThat(program.output()).contains(".SS " + name + "\n");
            }
        }
        assertThat(program.output()).contains(".B \\-\\-prune\n").doesNotContain("%n");
    }

    private List<CommandLine> allCommands() {
        return withoutHelp(program.model());
    }

    private static List<CommandLine> withoutHelp(CommandLine root) {
        List<CommandLine> all = new ArrayList<>();
        all.add(root);
        root.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().helpCommand())
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .distinct()
                .forEach(command -> all.addAll(withoutHelp(command)));
        return all;
    }
}
