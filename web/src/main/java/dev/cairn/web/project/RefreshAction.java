package dev.cairn.web.project;

import dev.cairn.database.ProgressListener;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Link;
import dev.cairn.server.tool.Tool;
import dev.cairn.server.tool.ToolArguments;
import dev.cairn.server.tool.ToolCall;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;
import java.util.Map;

/** Brings the index up to date with the disk; longer work goes on after the answer. */
public final class RefreshAction implements Page {

    private static final int WAIT_SECONDS = 10;

    private final Tool refresh;

    /**
     * Makes the action.
     *
     * @param refresh the tool that does the work
     */
    public RefreshAction(Tool refresh) {
        this.refresh = refresh;
    }

    @Override
    public Reply reply(PageRequest request) {
        request.requireOwnForm();
        String answer =
                refresh.call(
                                ToolArguments.of(
                                        refresh.arguments(), Map.of("wait_seconds", WAIT_SECONDS)),
                                new ToolCall(ProgressListener.NONE, request.cancellation()))
                        .text();
        String first = answer.lines().findFirst().orElse("done");
        return Reply.of(
                Layout.of("Refresh", request)
                        .page(
                                Element.of("h1").add("The index is brought up to date"),
                                Element.of("p", "done").with("role", "status").add(first),
                                Element.of("p")
                                        .add(
                                                Element.of("a", "button")
                                                        .to(Link.to("/project"))
                                                        .add("Back to the project"))));
    }
}
