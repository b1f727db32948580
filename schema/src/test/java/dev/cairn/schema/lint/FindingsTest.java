package dev.cairn.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FindingsTest {

    @Test
    void eachFindingIsThereOnceAndInItsOrderUnlessItsRuleIsIgnored() {
        LintRule rule = LintRule.FOREIGN_KEY_PARENT_MISSING;
        Findings findings = new Findings(Set.of());
        for (String path : new String[] {"b", "a", "b"}) {
            findings.add(rule, path, "reason", "remedy");
        }
        assertThat(findings.list()).extracting(LintFinding::path).containsExactly("b", "a");

        Findings none = new Findings(EnumSet.of(rule));
        none.add(rule, "b", "reason", "remedy");
        assertThat(none.list()).isEmpty();
    }

    /** A list that was searched for each finding took minutes for these. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void manyFindingsTakeNoLongerEach() {
        Findings findings = new Findings(Set.of());
        for (int i = 0; i < 200_000; i++) {
            findings.add(LintRule.FOREIGN_KEY_PARENT_MISSING, "table" + i, "reason", "remedy");
        }
        assertThat(findings.list()).hasSize(200_000);
    }
}
