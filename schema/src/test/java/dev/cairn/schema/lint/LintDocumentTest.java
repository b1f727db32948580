package dev.cairn.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/lint.md} and the rules together. */
class LintDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/lint.md");
    private static final String HEADING = "### ";

    @Test
    void everyRuleIsDescribedInItsOrderAndNoOther() throws IOException {
        List<String> described =
                Files.readAllLines(DOCUMENT).stream()
                        .filter(line -> line.startsWith(HEADING))
                        .map(line -> line.substring(HEADING.length()))
                        .toList();
        assertThat(described)
                .containsExactlyElementsOf(
                        Stream.of(LintRule.values()).map(LintRule::code).toList());
    }

    @Test
    void everyDescriptionHasSeverityReasonAndRemedy() throws IOException {
        String[] sections = Files.readString(DOCUMENT).split("\n" + HEADING, -1);
        assertThat(Arrays.asList(sections).subList(1, sections.length))
                .allSatisfy(section -> {
                    String code = section.lines().findFirst().orElseThrow();
                    LintRule rule = LintRule.ofCode(code).orElseThrow();
                    assertThat(section)
                            .contains("**" + rule.severity().word() + ".**")
                            .containsPattern("\\*\\*Reason\\.\\*\\* \\S+")
                            .containsPattern("\\*\\*Remedy\\.\\*\\*\\s\\S+");
                });
    }
}
