package dev.cairn.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LintTextTest {

    @Test
    void findingsAreThreeLinesEachAndCounted() {
        List<LintFinding> findings =
                List.of(
                        new LintFinding(LintRule.NO_PRIMARY_KEY, "notes", "no key", "add one"),
                        new LintFinding(LintRule.MISSING_TYPE, "notes.a", "no type", "give one"),
                        new LintFinding(LintRule.MISSING_TYPE, "notes.b", "no type", "give one"));
        assertThat(LintText.render(findings))
                .isEqualTo(
                        """
                        warning no-primary-key at notes
                            no key
                            remedy: add one
                        note missing-type at notes.a
                            no type
                            remedy: give one
                        note missing-type at notes.b
                            no type
                            remedy: give one
                        1 warning, 2 notes
                        """);
    }

    @Test
    void nothingFoundIsSaid() {
        assertThat(LintText.render(List.of())).isEqualTo("no findings\n");
    }
}
