package dev.cairn.schema.lint;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;

/** Writes findings for people. */
public final class LintText {

    private LintText() {}

    /**
     * Returns the findings, three lines each, and a last line that counts them by severity; every
     * line ends with a line feed.
     */
    public static String render(List<LintFinding> findings) {
        return findings.stream().map(LintText::finding).collect(joining()) + summary(findings);
    }

    private static String finding(LintFinding finding) {
        return finding.severity().word()
                + " "
                + finding.code()
                + " at "
                + finding.path()
                + "\n    "
                + finding.reason()
                + "\n    remedy: "
                + finding.remedy()
                + "\n";
    }

    private static String summary(List<LintFinding> findings) {
        if (findings.isEmpty()) {
            return "no findings\n";
        }
        return Arrays.stream(LintSeverity.values())
                        .map(severity -> count(findings, severity))
                        .filter(text -> !text.isEmpty())
                        .collect(joining(", "))
                + "\n";
    }

    private static String count(List<LintFinding> findings, LintSeverity severity) {
        long count = findings.stream().filter(f -> f.severity() == severity).count();
        return count == 0 ? "" : count + " " + severity.word() + (count == 1 ? "" : "s");
    }
}
