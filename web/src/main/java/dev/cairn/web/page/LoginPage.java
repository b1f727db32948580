package dev.cairn.web.page;

import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import dev.cairn.web.http.Session;

/**
 * Where a browser shows the token. An address with the token behind {@code #}, which browsers do
 * not send, fills the form by script.
 */
public final class LoginPage implements Page {

    private final Session session;

    /** Makes the page. */
    public LoginPage(Session session) {
        this.session = session;
    }

    @Override
    public Reply reply(PageRequest request) {
        if (!request.posted()) {
            return Reply.of(page(request, ""));
        }
        if (!session.opens(request.text("token").strip())) {
            return Reply.of(403, page(request, "That is not the token of this server."));
        }
        return Reply.seeOther(next(request)).beginningSession();
    }

    /** Returns the page that asked for the token; only those of this server are possible. */
    private static Link next(PageRequest request) {
        String next = request.text("next");
        return next.matches("/[a-z]{1,20}") ? Link.to(next) : Link.to("/");
    }

    private Html page(PageRequest request, String problem) {
        Element form =
                Element.of("form", "login")
                        .with("id", "login")
                        .with("method", "post")
                        .address("action", Link.to("/login"))
                        .add(
                                Element.of("label")
                                        .with("for", "token")
                                        .add("Token of this project"),
                                Element.of("input")
                                        .with("id", "token")
                                        .with("name", "token")
                                        .with("type", "password")
                                        .with("autocomplete", "off")
                                        .with("required", ""),
                                Element.of("input")
                                        .with("type", "hidden")
                                        .with("name", "next")
                                        .with("value", request.text("next")),
                                Element.of("button").add("Log in"));
        return Layout.of("Log in", request)
                .page(
                        Element.of("h1").add("Log in"),
                        problem.isEmpty() ? Html.none() : Layout.problem(problem),
                        Element.of("p")
                                .add(
                                        "Everything can be read without it. The token is needed for"
                                            + " what changes something: bringing the index up to"
                                            + " date, and checking databases and backups. It is in"
                                            + " the file "),
                        Element.of("p").add(Element.of("code").add(session.tokenFile())),
                        form,
                        request.loggedIn()
                                ? Element.of("p", "faint").add("This browser is logged in.")
                                : Html.none());
    }
}
