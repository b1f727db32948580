package dev.cairn.server.report;

import dev.cairn.index.IndexContents;
import dev.cairn.index.IndexCoverage.LanguageFiles;
import dev.cairn.index.answer.IndexState;
import dev.cairn.index.scan.LeftOut;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What the index knows of a project's files, and what it does not. */
public final class CoverageSection {

    private static final int MOST_PATHS = 200;
    private static final int BAR_WIDTH = 160;
    private static final int BAR_HEIGHT = 10;

    private final CoverageFigures figures;
    private final BiFunction<String, Long, Html> place;

    /**
     * Makes the section.
     *
     * @param place returns how a line of a file is shown, such as a link; line 0 is the file
     */
    public CoverageSection(CoverageFigures figures, BiFunction<String, Long, Html> place) {
        this.figures = figures;
        this.place = place;
    }

    /** Returns the section. */
    public Html html() {
        return Html.of(languages(), leftOut(), errors());
    }

    private Element languages() {
        long most =
                figures.coverage().languages().stream()
                        .mapToLong(CoverageSection::files)
                        .max()
                        .orElse(1);
        Element rows = Element.of("tbody");
        for (LanguageFiles language : figures.coverage().languages()) {
            rows.add(
                    Element.of("tr")
                            .add(
                                    cell("Language", language.language()),
                                    number("Files", files(language)),
                                    Element.of("td").add(bar(language, most)),
                                    number("Parsed", language.parsed()),
                                    number("Text only", language.textOnly()),
                                    number("Name only", language.nameOnly())));
        }
        return Element.of("section")
                .with("aria-label", "Languages")
                .add(
                        Element.of("h2").add("Languages"),
                        Element.of("div", "scroll")
                                .with("tabindex", "0")
                                .with("role", "region")
                                .with("aria-label", "Table of languages")
                                .add(
                                        Element.of("table", "stack")
                                                .add(
                                                        head(
                                                                "Language",
                                                                "Files",
                                                                "",
                                                                "Parsed",
                                                                "Text only",
                                                                "Name only"),
                                                        rows)));
    }

    private static Element bar(LanguageFiles language, long most) {
        double parsed = BAR_WIDTH * language.parsed() / (double) most;
        double rest = BAR_WIDTH * (files(language) - language.parsed()) / (double) most;
        return Element.of("svg")
                .with("width", BAR_WIDTH)
                .with("height", BAR_HEIGHT)
                .with("aria-hidden", "true")
                .add(
                        Element.of("rect", "bar").with("width", parsed).with("height", BAR_HEIGHT),
                        Element.of("rect", "bar2")
                                .with("x", parsed)
                                .with("width", rest)
                                .with("height", BAR_HEIGHT));
    }

    private Element leftOut() {
        Element section =
                Element.of("section")
                        .with("aria-label", "Left out")
                        .add(Element.of("h2").add("Left out of the index"));
        if (figures.tree().isEmpty()) {
            return section.add(
                    Element.of("p", "note")
                            .add(
                                    "The folder '%s' is not there."
                                            .formatted(figures.project().root())));
        }
        if (figures.leftOut().isEmpty()) {
            return section.add(Element.of("p", "none").add("nothing"));
        }
        Map<String, List<LeftOut>> byReason = new LinkedHashMap<>();
        for (LeftOut entry : figures.leftOut()) {
            boolean ruled = entry.reason() == LeftOut.Reason.IGNORED && !entry.rule().isEmpty();
            String reason =
                    entry.reason().id().replace('_', ' ')
                            + (ruled ? " by the rule " + entry.rule() : "");
            byReason.computeIfAbsent(reason, _ -> new java.util.ArrayList<>()).add(entry);
        }
        byReason.entrySet().stream()
                .sorted(
                        java.util.Comparator.comparingInt(
                                        (Map.Entry<String, List<LeftOut>> entry) ->
                                                -entry.getValue().size())
                                .thenComparing(Map.Entry::getKey))
                .forEach(entry -> section.add(reason(entry.getKey(), entry.getValue())));
        return section;
    }

    private static Element reason(String reason, List<LeftOut> entries) {
        Element list =
                Element.of("ul")
                        .with("role", "list")
                        .add(
                                entries.stream()
                                        .limit(MOST_PATHS)
                                        .map(entry ->
                                                Element.of("li", "mono")
                                                        .add(
                                                                entry.path()
                                                                        + (entry.folder()
                                                                                ? "/"
                                                                                : "")))
                                        .toList());
        return Element.of("details")
                .add(
                        Element.of("summary")
                                .add(
                                        "%s × %s"
                                                .formatted(
                                                        IndexState.number(entries.size()), reason)),
                        list,
                        more(entries.size()));
    }

    private static Html more(int all) {
        return all > MOST_PATHS
                ? Element.of("p", "faint").add("and %d more".formatted(all - MOST_PATHS))
                : Html.none();
    }

    private Element errors() {
        Element section =
                Element.of("section")
                        .with("aria-label", "Errors")
                        .add(
                                Element.of("h2")
                                        .add("Errors, whose files are indexed in part or as text"));
        if (figures.errors().isEmpty()) {
            return section.add(Element.of("p", "none").add("none"));
        }
        Map<String, List<IndexContents.IndexingError>> byPath = new LinkedHashMap<>();
        figures.errors()
                .forEach(error ->
                        byPath.computeIfAbsent(error.path(), _ -> new java.util.ArrayList<>())
                                .add(error));
        byPath.entrySet().stream()
                .limit(MOST_PATHS)
                .forEach(entry -> section.add(file(entry.getKey(), entry.getValue())));
        return section.add(more(byPath.size()));
    }

    private Element file(String path, List<IndexContents.IndexingError> errors) {
        Element list = Element.of("ul").with("role", "list");
        errors.forEach(error ->
                list.add(
                        Element.of("li")
                                .add(
                                        Element.of("span", "tag warn").add(error.kind()),
                                        Html.text(" "),
                                        error.line()
                                                .map(line -> place.apply(path, line))
                                                .orElse(Html.none()),
                                        Html.text(" " + error.message()))));
        return Element.of("details")
                .add(
                        Element.of("summary")
                                .add(
                                        Element.of("span", "mono").add(path),
                                        Element.of("span", "tag")
                                                .add(Integer.toString(errors.size()))),
                        Element.of("p").add(place.apply(path, 0L)),
                        list);
    }

    private static long files(LanguageFiles language) {
        return language.parsed() + language.textOnly() + language.nameOnly();
    }

    private static Element head(String... names) {
        Element row = Element.of("tr");
        for (int i = 0; i < names.length; i++) {
            boolean isNumber = i == 1 || i > 2;
            row.add(
                    names[i].isEmpty()
                            ? Element.of("td")
                            : Element.of("th", isNumber ? "number" : "text")
                                    .with("scope", "col")
                                    .add(names[i]));
        }
        return Element.of("thead").add(row);
    }

    private static Element cell(String label, String text) {
        return Element.of("td").with("data-label", label).add(text);
    }

    private static Element number(String label, long number) {
        return Element.of("td", "number")
                .with("data-label", label)
                .add(number == 0 ? "–" : IndexState.number(number));
    }
}
