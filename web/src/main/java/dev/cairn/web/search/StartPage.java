package dev.cairn.web.search;

import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import java.util.List;

/** What can be asked, with examples to try. */
final class StartPage {

    private record Example(String query, String meaning) {}

    private static final List<Example> EXAMPLES =
            List.of(
                    new Example("open door", "files that have both words, or parts of them"),
                    new Example(
                            "how are the files indexed?",
                            "a question: what is near in meaning, or has most of its words"),
                    new Example("\"exact text\"", "this text, each character as it is"),
                    new Example("/re[gx]\\w+/", "lines that match a regular expression"),
                    new Example("name:open*", "definitions of that name"),
                    new Example("kind:class", "definitions of a kind"),
                    new Example("lang:java path:src test", "words in some files only"),
                    new Example("search -path:test", "without what lies below a path"));

    private StartPage() {}

    static Html content() {
        return Element.of("section", "start")
                .add(Element.of("h1").add("Find code"))
                .add(
                        Element.of("p", "lead")
                                .add(
                                        "Words, names, questions, exact text and patterns go into"
                                                + " the same field. Press ")
                                .add(Element.of("kbd").add("/"))
                                .add(" to get there."))
                .add(
                        Element.of("ul", "examples")
                                .with("role", "list")
                                .add(EXAMPLES.stream().map(StartPage::example).toList()));
    }

    private static Element example(Example example) {
        return Element.of("li")
                .add(
                        Element.of("a")
                                .to(Link.to("/search").with("q", example.query()))
                                .add(Element.of("code").add(example.query())),
                        Element.of("span").add(example.meaning()));
    }
}
