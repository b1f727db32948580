package dev.cairn.web.database;

import dev.cairn.database.backup.BackupVerification;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import dev.cairn.server.process.DoorContext;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;

/** Checks a backup: the hash of its file, then the database in it. */
public final class BackupVerifyAction implements Page {

    private final DoorContext context;
    private final PageIndex index;

    /** Makes the action. */
    public BackupVerifyAction(DoorContext context, PageIndex index) {
        this.context = context;
        this.index = index;
    }

    @Override
    public Reply reply(PageRequest request) {
        request.requireOwnForm();
        ShownDatabase shown = ShownDatabase.of(request, context);
        BackupVerification result = shown.verified(request.required("id"), request, context, index);
        return Reply.of(
                Layout.of("Check of a backup", request)
                        .page(
                                Element.of("h1").add("Check of backup " + result.id()),
                                outcome(result),
                                Element.of("p")
                                        .add(
                                                Element.of("a", "button")
                                                        .to(
                                                                Link.to(BackupsPage.PATH)
                                                                        .with("of", shown.id()))
                                                        .add("Back to the backups"))));
    }

    private static Html outcome(BackupVerification result) {
        if (!result.sound()) {
            return Layout.problem(String.join("\n", result.faults()));
        }
        return Element.of("p", "done")
                .with("role", "status")
                .add(
                        result.contentChecked()
                                ? "The backup is sound."
                                : "The backup's file is sound; it is encrypted, and was not"
                                        + " opened.");
    }
}
