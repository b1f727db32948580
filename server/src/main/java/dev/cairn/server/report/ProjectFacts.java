package dev.cairn.server.report;

import dev.cairn.index.answer.IndexState;
import dev.cairn.index.freshness.TreeComparison;
import dev.cairn.server.html.Element;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The first lines about a project: where it is, how large and how fresh. */
public final class ProjectFacts {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private ProjectFacts() {}

    /** Returns the lines. */
    public static Element of(CoverageFigures figures) {
        Element list = Element.of("dl", "figures");
        add(list, "Folder", figures.project().root().toString());
        add(list, "Files", IndexState.number(figures.files()));
        add(list, "Definitions", IndexState.number(figures.definitions()));
        add(
                list,
                "Fresh to",
                figures.project()
                        .scannedAt()
                        .map(time -> TIME.format(time) + " UTC")
                        .orElse("the first run is not done"));
        add(list, "Waiting", figures.tree().map(ProjectFacts::waiting).orElse("folder not there"));
        add(list, "Left out", IndexState.number(figures.leftOut().size()));
        add(list, "Errors", IndexState.number(figures.errors().size()));
        return list;
    }

    private static String waiting(TreeComparison tree) {
        return tree.waiting() == 0
                ? "nothing"
                : "%s new, %s changed, %s gone"
                        .formatted(
                                IndexState.number(tree.added()),
                                IndexState.number(tree.changed()),
                                IndexState.number(tree.gone()));
    }

    private static void add(Element list, String name, String value) {
        list.add(Element.of("div").add(Element.of("dt").add(name), Element.of("dd").add(value)));
    }
}
