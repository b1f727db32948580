package dev.cairn.schema.lint;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers what rules find, without those that are ignored. */
public final class Findings {

    private final Set<LintRule> ignored;
    private final Set<LintFinding> found = new LinkedHashSet<>();

    Findings(Set<LintRule> ignored) {
        this.ignored = ignored;
    }

    /** Adds a finding, once. */
    public void add(LintRule rule, String path, String reason, String remedy) {
        LintFinding finding = new LintFinding(rule, path, reason, remedy);
        if (!ignored.contains(rule)) {
            found.add(finding);
        }
    }

    List<LintFinding> list() {
        return List.copyOf(found);
    }
}
