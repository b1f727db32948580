package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The definitions that lines stand in. */
final class EnclosingDefinitions {

    private final Map<Long, List<Span>> byFile = new HashMap<>();

    private record Span(Found.Place place, long endLine) {}

    private EnclosingDefinitions() {}

    static EnclosingDefinitions of(DatabaseDriver driver, List<Found> page) {
        EnclosingDefinitions all = new EnclosingDefinitions();
        List<Long> files =
                page.stream()
                        .filter(found -> found.matched().isPresent())
                        .map(found -> found.file().id())
                        .distinct()
                        .toList();
        if (!files.isEmpty()) {
            all.read(driver, files);
        }
        return all;
    }

    private void read(DatabaseDriver driver, List<Long> files) {
        try (Rows rows =
                driver.query(
                        "SELECT file_id, id, kind, name, qualified_name, signature, line,"
                                + " exported, end_line FROM definitions"
                                + " WHERE file_id IN "
                                + IndexStatements.of(driver).ids(),
                        files.toString())) {
            while (rows.next()) {
                Found.Place place =
                        new Found.Place(
                                0,
                                rows.integer(1),
                                text(rows, 2),
                                text(rows, 3),
                                text(rows, 4),
                                text(rows, 5),
                                rows.integer(6),
                                rows.integer(7) != 0);
                byFile.computeIfAbsent(rows.integer(0), _ -> new ArrayList<>())
                        .add(new Span(place, rows.integer(8)));
            }
        }
    }

    private static String text(Rows rows, int column) {
        return rows.requiredText(column);
    }

    /** Returns the innermost definition around what was found, else the file. */
    Found.Place at(Found found) {
        long line = found.place().line();
        Span best = null;
        for (Span span : byFile.getOrDefault(found.file().id(), List.of())) {
            boolean inside = span.place.line() <= line && line <= span.endLine;
            if (inside && (best == null || span.place.line() >= best.place.line())) {
                best = span;
            }
        }
        return best == null ? found.place() : best.place;
    }
}
