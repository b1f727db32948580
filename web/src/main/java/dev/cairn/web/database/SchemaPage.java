package dev.cairn.web.database;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.audit.HistoryRequest;
import dev.cairn.database.audit.HistoryResult;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import dev.cairn.server.process.DoorContext;
import dev.cairn.server.report.HistorySection;
import dev.cairn.server.report.SchemaSection;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;
import java.util.Optional;

/**
 * The schema of a database: its diagram, whether it is as declared, how it came to be, and what a
 * change would do.
 */
public final class SchemaPage implements Page {

    private static final int ENTRIES = 100;
    private static final String PATH = "/schema";

    private final DoorContext context;
    private final PageIndex index;

    /** Makes the page. */
    public SchemaPage(DoorContext context, PageIndex index) {
        this.context = context;
        this.index = index;
    }

    private record Content(
            Schema schema,
            HistoryResult history,
            Optional<SyncResult> drift,
            Optional<SyncResult> plan) {}

    @Override
    public Reply reply(PageRequest request) {
        ShownDatabase shown = ShownDatabase.of(request, context);
        Optional<String> wanted = wanted(request);
        Content content =
                shown.with(request, context, index, database -> content(database, shown, wanted));
        Layout layout = Layout.of("Schema", request).wide();
        index.ask(
                request.cancellation(),
                (database, freshness) -> layout.state(freshness.state(database.driver())));
        return Reply.of(
                layout.page(
                        shown.choice(context, PATH),
                        Element.of("h1").add("Schema of the " + shown.id()),
                        Element.of("p", "faint").add(Element.of("code").add(shown.place(context))),
                        content.drift.map(SchemaPage::drift).orElseGet(Html::none),
                        content.plan.map(SchemaPage::planned).orElseGet(Html::none),
                        SchemaSection.of(content.schema),
                        Element.of("h2").add("How it came to be"),
                        HistorySection.of(content.history),
                        Element.of("h2").add("What would a change do?"),
                        form(request, shown)));
    }

    private static Optional<String> wanted(PageRequest request) {
        if (!request.posted()) {
            return Optional.empty();
        }
        request.requireOwnForm();
        return Optional.of(request.required("definition"));
    }

    private static Content content(
            CodeDatabase database, ShownDatabase shown, Optional<String> wanted) {
        Engine engine = Engine.of(database.driver());
        return new Content(
                engine.dialect().readable(database.driver().inspectSchema()),
                database.perform(new HistoryRequest(ENTRIES, true), ProgressListener.NONE),
                shown == ShownDatabase.INDEX
                        ? Optional.of(
                                tried(database, CodeIndexSchema.definition(Optional.of(engine))))
                        : Optional.empty(),
                wanted.map(text -> tried(database, entered(text, engine))));
    }

    private static SchemaDefinition entered(String text, Engine engine) {
        return DefinitionReader.readSql(text, "the definition that was entered", engine);
    }

    /** Plans and checks a change, and does nothing. */
    private static SyncResult tried(CodeDatabase database, SchemaDefinition definition) {
        SyncOptions dryRun = new SyncOptions(Optional.empty(), false, true, false, false, false);
        return database.perform(new SyncRequest(definition, dryRun), ProgressListener.NONE);
    }

    private static Html drift(SyncResult result) {
        return switch (result.outcome()) {
            case UNCHANGED ->
                    Element.of("p", "done").add("The database is as this program declares it.");
            case NEWER_DATABASE ->
                    Layout.note(
                            "The database is of a newer version than this program; nothing is"
                                    + " written.");
            case CHANGED, PLANNED ->
                    Html.of(
                            Layout.note("The database is not as this program declares it."),
                            PlanSection.of(result));
        };
    }

    private static Html planned(SyncResult result) {
        return Html.of(Element.of("h2").add("What the change would do"), PlanSection.of(result));
    }

    private static Html form(PageRequest request, ShownDatabase shown) {
        if (!request.loggedIn()) {
            return Html.of(
                    Element.of("p")
                            .add(
                                    "A definition can be compared with the database here; nothing"
                                            + " is changed by that."),
                    Element.of("p")
                            .add(Layout.action(request, PATH, "Compare a definition", PATH)));
        }
        return Element.of("form", "plan")
                .with("method", "post")
                .address("action", Link.to(PATH).with("of", shown.id()))
                .add(
                        Layout.formField(request),
                        hidden("of", shown.id()),
                        Element.of("label")
                                .with("for", "definition")
                                .add(
                                        "The whole schema as it should be, as SQL. It is tried in"
                                                + " an empty database; this one stays as it is."),
                        Element.of("textarea")
                                .with("id", "definition")
                                .with("name", "definition")
                                .with("rows", 8)
                                .with("spellcheck", "false")
                                .with("required", "")
                                .add(request.text("definition")),
                        Element.of("button").add("Show the plan"));
    }

    private static Element hidden(String name, String value) {
        return Element.of("input").with("type", "hidden").with("name", name).with("value", value);
    }
}
