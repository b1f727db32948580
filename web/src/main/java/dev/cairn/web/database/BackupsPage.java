package dev.cairn.web.database;

import dev.cairn.database.backup.BackupManager;
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
import java.nio.file.Path;
import java.util.List;

/** The backups of the index, with the way to check each; a backup is restored by a command. */
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
        Path folder = context.settings().database().storage().backups();
        List<BackupManifest> backups = BackupManager.in(folder).list();
        return Reply.of(
                index.ask(
                        request.cancellation(),
                        (database, freshness) ->
                                Layout.of("Backups", request)
                                        .state(freshness.state(database.driver()))
                                        .page(
                                                Element.of("h1").add("Backups"),
                                                Element.of("p", "faint")
                                                        .add(
                                                                Element.of("code")
                                                                        .add(folder.toString())),
                                                BackupTable.of(
                                                        backups, backup -> check(request, backup)),
                                                restore(backups))));
    }

    private static Html check(PageRequest request, BackupManifest backup) {
        return Layout.action(request, VERIFY, "Check", PATH, "id", backup.id());
    }

    private static Html restore(List<BackupManifest> backups) {
        String id = backups.isEmpty() ? "ID" : BackupTable.shortId(backups.getFirst());
        return Html.of(
                Element.of("h2").add("Restore"),
                Element.of("p")
                        .add(
                                "A backup takes the place of the database only by a command, which"
                                    + " checks it first and keeps what it replaces:"),
                Element.of("pre", "sql")
                        .with("tabindex", "0")
                        .add("cairn backup restore %s --index".formatted(id)),
                Element.of("p").add("A new backup is made by:"),
                Element.of("pre", "sql")
                        .with("tabindex", "0")
                        .add("cairn backup create --index --comment \"before the upgrade\""));
    }
}
