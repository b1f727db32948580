package dev.cairn.server.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EscapingTest {

    @Test
    void harmlessTextStaysAsItIs() {
        String text = "größe 名前 \ud83d\ude00 a\tb \\n";
        assertThat(Escaping.line(text)).isSameAs(text);
    }

    @Test
    void whatMovesTheCursorOrTheLineIsShownAsItsCode() {
        assertThat(Escaping.line("a\u001b]0;title\u0007b\r\nc\u009b31m"))
                .isEqualTo("a\\x1b]0;title\\x07b\\r\\nc\\x9b31m");
        assertThat(Escaping.line("\u202egnp.\u2066x\u2028"))
                .isEqualTo("\\u202egnp.\\u2066x\\u2028");
        assertThat(Escaping.line("\ud800x")).isEqualTo("\\ud800x");
        assertThat(Escaping.lines("a\nb\u007f")).isEqualTo("a\nb\\x7f");
    }

    @Test
    void everyLineOfEveryKindIsHarmlessOnATerminalAndWithoutOne() {
        Random random = new Random(4711);
        for (int i = 0; i < 2_000; i++) {
            String hostile = randomText(random);
            for (boolean terminal : List.of(true, false)) {
                StringWriter output = new StringWriter();
                StringWriter error = new StringWriter();
                Output said =
                        new Output(
                                new Console(
                                        new PrintWriter(output, true),
                                        new PrintWriter(error, true),
                                        terminal,
                                        terminal),
                                false,
                                Verbosity.VERBOSE,
                                ColourMode.AUTO);
                said.line(hostile);
                said.note(hostile);
                said.warning(hostile);
                said.error(
                        new ErrorReport(
                                1,
                                "X",
                                Optional.empty(),
                                hostile,
                                List.of(hostile + "2"),
                                Optional.empty()));
                assertHarmless(output.toString(), 1);
                assertHarmless(error.toString(), 4);
            }
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            text.append(
                    switch (random.nextInt(6)) {
                        case 0 -> (char) random.nextInt(0x20);
                        case 1 -> (char) random.nextInt(0x7f, 0xa0);
                        case 2 -> (char) random.nextInt(0x2000, 0x2070);
                        case 3 -> "\u001b[2J";
                        case 4 -> (char) random.nextInt(0xd800, 0xe000);
                        default -> 'x';
                    });
        }
        return text.toString();
    }

    private static void assertHarmless(String said, int lines) {
        String plain = said;
        for (String mark : Style.MARKS) {
            plain = plain.replace(mark, "");
        }
        assertThat(plain.lines().count()).isLessThanOrEqualTo(lines);
        assertThat(plain.replace(System.lineSeparator(), ""))
                .doesNotContainPattern("[\\p{Cc}&&[^\\t]]|[\\u202a-\\u202e\\u2066-\\u2069\\u2028]");
    }
}
