package dev.cairn.database.report;

import dev.cairn.schema.lint.LintFinding;
import dev.cairn.schema.lint.LintRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a linter found as JSON and as SARIF 2.1.0, which code hosts and editors read. */
public final class LintReport {

    private static final String SARIF_SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                    + "sarif-schema-2.1.0.json";

    private static final List<LintRule> RULES = List.of(LintRule.values());

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private LintReport() {}

    /**
     * Returns an object with one list, {@code findings}, whose entries have {@code code}, {@code
     * severity}, {@code path}, {@code reason} and {@code remedy}.
     */
    public static String json(List<LintFinding> findings) {
        return JSON.writeValueAsString(document(findings)) + "\n";
    }

    /** Returns what {@link #json} writes. */
    public static Map<String, List<Map<String, Object>>> document(List<LintFinding> findings) {
        return Map.of("findings", findings.stream().map(LintReport::entry).toList());
    }

    private static Map<String, Object> entry(LintFinding finding) {
        return object(
                "code", finding.code(),
                "severity", finding.severity().word(),
                "path", finding.path(),
                "reason", finding.reason(),
                "remedy", finding.remedy());
    }

    /** Returns a log of one run, whose results point into the source. */
    public static String sarif(List<LintFinding> findings, LintSource source) {
        Map<String, Object> driver =
                object("name", "Cairn", "rules", RULES.stream().map(LintReport::rule).toList());
        Map<String, Object> run =
                object(
                        "tool",
                        Map.of("driver", driver),
                        "columnKind",
                        "utf16CodeUnits",
                        "results",
                        findings.stream().map(finding -> result(finding, source)).toList());
        return JSON.writeValueAsString(
                        object("$schema", SARIF_SCHEMA, "version", "2.1.0", "runs", List.of(run)))
                + "\n";
    }

    private static Map<String, Object> rule(LintRule rule) {
        return object(
                "id", rule.code(),
                "shortDescription", text(rule.summary() + "."),
                "defaultConfiguration", Map.of("level", rule.severity().word()));
    }

    private static Map<String, Object> result(LintFinding finding, LintSource source) {
        Map<String, Object> place =
                object(
                        "artifactLocation",
                        Map.of("uri", reference(source.path())),
                        "region",
                        Map.of("startLine", source.line(finding.path())));
        Map<String, Object> location =
                object(
                        "physicalLocation",
                        place,
                        "logicalLocations",
                        List.of(Map.of("fullyQualifiedName", finding.path())));
        return object(
                "ruleId", finding.code(),
                "ruleIndex", RULES.indexOf(finding.rule()),
                "level", finding.severity().word(),
                "message",
                        text(
                                finding.path()
                                        + ": "
                                        + finding.reason()
                                        + ". Remedy: "
                                        + finding.remedy()
                                        + "."),
                "locations", List.of(location));
    }

    private static Map<String, Object> text(String text) {
        return Map.of("text", text);
    }

    /** Keeps the order, so that the same findings give the same bytes. */
    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
        }
        return object;
    }

    /** SARIF wants a URI reference (RFC 3986), in which a blank of a file's name is {@code %20}. */
    private static String reference(String path) {
        try {
            return new URI(null, null, path.replace('\\', '/'), null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + path + "' cannot be the path of a URI", e);
        }
    }
}
