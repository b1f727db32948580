package dev.cairn.server.report;

import dev.cairn.database.audit.HistoryResult;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.index.answer.IndexState;
import dev.cairn.schema.Schema;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.StyleSheets;
import java.time.Instant;
import java.util.List;

/**
 * One file about an index and its database, for readers without a server: it loads nothing and runs
 * nothing.
 *
 * @param database the path of the database
 * @param index how fresh and complete the index is
 * @param projects what the index knows of its projects
 * @param schema the schema of the database
 * @param history how it came to be
 * @param backups its backups, the latest first
 */
public record Report(
        String database,
        IndexState index,
        List<CoverageFigures> projects,
        Schema schema,
        HistoryResult history,
        List<BackupManifest> backups) {

    public Report {
        projects = List.copyOf(projects);
        backups = List.copyOf(backups);
    }

    /** Returns the text of the file. */
    public String text(Instant now) {
        Element main = Element.of("main", "narrow").with("id", "main");
        main.add(
                Element.of("h1").add("Cairn report"),
                Element.of("p", "lead")
                        .add("of %s, made %s".formatted(database, now.toString().substring(0, 16)))
                        .add(" UTC"));
        projects.forEach(project -> main.add(project(project)));
        main.add(
                Element.of("h1").add("Schema of the database"),
                SchemaSection.of(schema),
                Element.of("h1").add("History of the database"),
                HistorySection.of(history),
                Element.of("h1").add("Backups"),
                BackupTable.of(backups, _ -> Html.none()));
        return "<!doctype html>\n" + page(main, now).write() + "\n";
    }

    private static Html project(CoverageFigures figures) {
        return Html.of(
                Element.of("h1").add("Project " + figures.project().name()),
                ProjectFacts.of(figures),
                new CoverageSection(figures, Report::place).html());
    }

    private static Html place(String path, long line) {
        return Element.of("span", "mono").add(line == 0 ? path : "line " + line);
    }

    private Element page(Element main, Instant now) {
        return Element.of("html")
                .with("lang", "en")
                .add(
                        Element.of("head")
                                .add(
                                        Element.of("meta").with("charset", "utf-8"),
                                        Element.of("meta")
                                                .with("name", "viewport")
                                                .with(
                                                        "content",
                                                        "width=device-width, initial-scale=1"),
                                        Element.of("meta")
                                                .with("http-equiv", "Content-Security-Policy")
                                                .with(
                                                        "content",
                                                        "default-src 'none'; style-src"
                                                                + " 'unsafe-inline'"),
                                        Element.of("title").add("Cairn report"),
                                        Element.of("style").add(StyleSheets.page())),
                        Element.of("body")
                                .add(
                                        main,
                                        Element.of("footer")
                                                .add(
                                                        Element.of("p", "state")
                                                                .add(index.text(now)))));
    }
}
