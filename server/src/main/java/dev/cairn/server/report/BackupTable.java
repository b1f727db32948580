package dev.cairn.server.report;

import dev.cairn.database.backup.BackupManifest;
import dev.cairn.index.answer.IndexState;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import java.util.List;
import java.util.function.Function;

/** The backups of a database as a table. */
public final class BackupTable {

    private static final int SHORT_ID = 8;
    private static final long KILOBYTE = 1_000;

    private BackupTable() {}

    /**
     * Returns the table.
     *
     * @param actions returns what can be done with a backup, for its last cell
     */
    public static Html of(List<BackupManifest> backups, Function<BackupManifest, Html> actions) {
        if (backups.isEmpty()) {
            return Element.of("p", "none").add("There are no backups.");
        }
        Element rows = Element.of("tbody");
        backups.forEach(backup -> rows.add(row(backup, actions.apply(backup))));
        Element head = Element.of("tr");
        for (String name : List.of("Id", "Made", "Version", "Rows", "kB", "Comment", "Check")) {
            boolean isNumber = name.equals("Rows") || name.equals("kB");
            head.add(Element.of("th", isNumber ? "number" : "text").with("scope", "col").add(name));
        }
        return Element.of("div", "scroll")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", "Table of backups")
                .add(Element.of("table", "stack").add(Element.of("thead").add(head), rows));
    }

    private static Element row(BackupManifest backup, Html actions) {
        return Element.of("tr")
                .add(
                        cell("Id").add(Element.of("code").add(shortId(backup))),
                        cell("Made").add(backup.createdAt().replaceAll("\\.\\d+", "")),
                        cell("Version").add(backup.schemaVersion()),
                        cell("Rows").with("class", "number").add(IndexState.number(backup.rows())),
                        cell("kB")
                                .with("class", "number")
                                .add(IndexState.number(backup.storedBytes() / KILOBYTE)),
                        cell("Comment")
                                .add(backup.comment())
                                .add(
                                        backup.encrypted()
                                                ? Element.of("span", "tag").add("encrypted")
                                                : Html.none()),
                        cell("Check").add(actions));
    }

    /** Returns the beginning of a backup's id, by which commands know it. */
    public static String shortId(BackupManifest backup) {
        return backup.id().substring(0, Math.min(SHORT_ID, backup.id().length()));
    }

    private static Element cell(String label) {
        return Element.of("td").with("data-label", label);
    }
}
