package dev.cairn.web.database;

import dev.cairn.database.backup.BackupManifest;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.process.DoorContext;
import dev.cairn.server.report.BackupTable;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;
import java.util.List;

/**
 * The backups of the index, or of the configured application database, with the way to check each;
 * a backup is restored by a command.
 */
public final class BackupsPage implements Page {

    static final String PATH = "/backups";
    static final String VERIFY = "/backups/verify";

    private final DoorContext context;
    private final PageIndex index;

    /** Makes the page. */
    public BackupsPage(DoorContext context, PageIndex index) {
        this.context = context;
        this.index = index;
    }

    @Override
    public Reply reply(PageRequest request) {
        ShownDatabase shown = ShownDatabase.of(request, context);
        List<BackupManifest> backups = shown.backups(context);
        return Reply.of(
                index.ask(
                        request.cancellation(),
                        (database, freshness) ->
                                Layout.of("Backups", request)
                                        .state(freshness.state(database.driver()))
                                        .page(
                                                shown.choice(context, PATH),
                                                Element.of("h1")
                                                        .add("Backups of the " + shown.id()),
                                                folder(shown),
                                                BackupTable.of(
                                                        backups,
                                                        backup -> check(request, shown, backup)),
                                                restore(backups, argument(shown)))));
    }

    private Element folder(ShownDatabase shown) {
        return Element.of("p", "faint")
                .add(Element.of("code").add(shown.backupFolder(context).toString()));
    }

    private static Html check(PageRequest request, ShownDatabase shown, BackupManifest backup) {
        return Layout.action(request, VERIFY, "Check", PATH, "id", backup.id(), "of", shown.id());
    }

    /** Returns how a command names the database. */
    private String argument(ShownDatabase shown) {
        return switch (shown) {
            case INDEX -> "--index";
            case APPLICATION -> "--database " + quoted(shown.place(context));
        };
    }

    private static String quoted(String path) {
        return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }

    private static Html restore(List<BackupManifest> backups, String database) {
        String id = backups.isEmpty() ? "ID" : BackupTable.shortId(backups.getFirst());
        return Html.of(
                Element.of("h2").add("Restore"),
                Element.of("p")
                        .add(
                                "A backup takes the place of the database only by a command, which"
                                        + " checks it first and keeps what it replaces:"),
                command("cairn backup restore %s %s".formatted(id, database)),
                Element.of("p").add("A new backup is made by:"),
                command(
                        "cairn backup create %s --comment \"before the upgrade\""
                                .formatted(database)));
    }

    private static Element command(String text) {
        return Element.of("pre", "sql").with("tabindex", "0").add(text);
    }
}
