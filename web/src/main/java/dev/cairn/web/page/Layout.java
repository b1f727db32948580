package dev.cairn.web.page;

import dev.cairn.index.answer.IndexState;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What is around every page: the head, the search field, the way to other pages, the state. */
public final class Layout {

    private record Place(String path, String name) {}

    private static final List<Place> PLACES =
            List.of(
                    new Place("/project", "Project"),
                    new Place("/map", "Map"),
                    new Place("/workers", "Workers"),
                    new Place("/schema", "Schema"),
                    new Place("/backups", "Backups"));

    private final String title;
    private final PageRequest request;
    private Html state = Html.none();
    private Html banner = Html.none();
    private String query = "";
    private boolean wide;

    private Layout(String title, PageRequest request) {
        this.title = title;
        this.request = request;
    }

    /** Returns the surroundings of a page. */
    public static Layout of(String title, PageRequest request) {
        return new Layout(title, request);
    }

    /** Sets how fresh and how complete the index is, which the last line of the page says. */
    public Layout state(IndexState index) {
        state = Element.of("p", "state").add(index.text(Instant.now()));
        return this;
    }

    /** Sets what a reader must know before the page. */
    public Layout banner(Html part) {
        banner = part;
        return this;
    }

    /** Sets what the search field holds. */
    public Layout query(String text) {
        query = text;
        return this;
    }

    /** Gives the page the whole width. */
    public Layout wide() {
        wide = true;
        return this;
    }

    /** Returns a message about something that failed. */
    public static Element problem(String message) {
        return Element.of("p", "problem").with("role", "alert").add(message);
    }

    /** Returns a message of which a reader should know. */
    public static Element note(String message) {
        return Element.of("p", "note").add(message);
    }

    /** Returns a warning that concerns all of what is shown. */
    public static Element banner(String text) {
        return Element.of("div", "banner").with("role", "status").add(text);
    }

    /**
     * Returns a button for what needs the token; the way to the login for a browser without it.
     *
     * @param path where the form is sent to
     * @param text what the button says
     * @param back the page to return to
     * @param fields names and values that the form holds, one after another
     */
    public static Element action(
            PageRequest request, String path, String text, String back, String... fields) {
        if (!request.loggedIn()) {
            return Element.of("a", "button")
                    .to(Link.to("/login").with("next", back))
                    .add("Log in to " + text.substring(0, 1).toLowerCase(Locale.ROOT))
                    .add(text.substring(1));
        }
        Element form =
                Element.of("form")
                        .with("method", "post")
                        .address("action", Link.to(path))
                        .add(formField(request));
        for (int i = 0; i + 1 < fields.length; i += 2) {
            form.add(hidden(fields[i], fields[i + 1]));
        }
        return form.add(Element.of("button").add(text));
    }

    /** Returns the field by which a form shows that it is one of ours. */
    public static Element formField(PageRequest request) {
        return hidden(PageRequest.FORM, request.formSecret());
    }

    private static Element hidden(String name, String value) {
        return Element.of("input").with("type", "hidden").with("name", name).with("value", value);
    }

    /** Returns the whole page. */
    public Html page(Html... main) {
        return Element.of("html")
                .with("lang", "en")
                .add(
                        head(),
                        Element.of("body")
                                .add(
                                        Element.of("a", "skip")
                                                .to(Link.here("main"))
                                                .add("Skip to the content"),
                                        header(),
                                        Element.of("main", wide ? "wide" : "narrow")
                                                .with("id", "main")
                                                .with("tabindex", "-1")
                                                .add(banner)
                                                .add(main),
                                        footer()));
    }

    private Element head() {
        return Element.of("head")
                .add(
                        Element.of("meta").with("charset", "utf-8"),
                        Element.of("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1"),
                        Element.of("meta")
                                .with("name", "color-scheme")
                                .with("content", "light dark"),
                        Element.of("title").add(title.equals("Cairn") ? title : title + " · Cairn"),
                        Element.of("link")
                                .with("rel", "icon")
                                .with("type", "image/svg+xml")
                                .to(Link.to(Assets.path("icon.svg"))),
                        Element.of("link")
                                .with("rel", "stylesheet")
                                .to(Link.to(Assets.path("page.css"))),
                        Element.of("script")
                                .flag("defer", true)
                                .address("src", Link.to(Assets.path("page.js"))));
    }

    private Element header() {
        return Element.of("header")
                .add(
                        Element.of("a", "brand").to(Link.to("/")).add("Cairn"),
                        Element.of("form", "search")
                                .with("role", "search")
                                .with("method", "get")
                                .address("action", Link.to("/search"))
                                .add(
                                        Element.of("input")
                                                .with("id", "q")
                                                .with("name", "q")
                                                .with("type", "search")
                                                .with("value", query)
                                                .with("placeholder", "Search the code")
                                                .with("aria-label", "Search the code")
                                                .with("aria-keyshortcuts", "/")
                                                .with("autocomplete", "off")
                                                .with("autocapitalize", "none")
                                                .with("spellcheck", "false"),
                                        Element.of("button").add("Search")),
                        Element.of("nav")
                                .with("aria-label", "Pages")
                                .add(PLACES.stream().map(this::place).toList()));
    }

    private Element place(Place place) {
        Element link = Element.of("a").to(Link.to(place.path())).add(place.name());
        return request.path().equals(place.path()) ? link.with("aria-current", "page") : link;
    }

    private Element footer() {
        return Element.of("footer")
                .add(state)
                .add(
                        Element.of("p", "keys")
                                .add(key("/"), Html.text(" search "))
                                .add(key("j"), key("k"), Html.text(" next, previous "))
                                .add(key("Enter"), Html.text(" open ")),
                        request.loggedIn()
                                ? Element.of("p").add("logged in")
                                : Element.of("p")
                                        .add(Element.of("a").to(Link.to("/login")).add("log in")));
    }

    private static Element key(String name) {
        return Element.of("kbd").add(name);
    }
}
