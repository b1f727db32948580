package dev.cairn.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * {@code docs/commands.md} is what the commands say about themselves. After a change of a command
 * it is written again by {@code mvn test -pl server -am -Dtest=CommandsDocumentTest
 * -Dcairn.renew=true -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class CommandsDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "commands.md");

    @TempDir private Path folder;

    @Test
    void theDocumentIsWhatTheCommandsSay() throws IOException {
        String expected = document(ProgramRun.in(folder).model());
        if (Boolean.getBoolean("cairn.renew")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    private static String document(CommandLine root) {
        StringBuilder text = new StringBuilder();
        text.append("# Commands\n\n")
                .append("Written from the commands themselves by `CommandsDocumentTest`.\n");
        append(root, text);
        return text.toString();
    }

    private static void append(CommandLine command, StringBuilder text) {
        text.append("\n## ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n```\n")
                .append(command.getUsageMessage(Ansi.OFF).stripTrailing())
                .append("\n```\n");
        for (CommandLine member : command.getSubcommands().values()) {
            CommandLine.Model.CommandSpec spec = member.getCommandSpec();
            if (!spec.helpCommand() && !spec.usageMessage().hidden()) {
                append(member, text);
            }
        }
    }
}
