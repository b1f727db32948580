package dev.cairn.server.html;

import java.util.Set;

/** Writes trees as HTML. */
final class HtmlWriter {

    /** Elements without content and end tag (https://html.spec.whatwg.org/#void-elements). */
    private static final Set<String> VOID = Set.of("br", "hr", "img", "input", "link", "meta");

    private HtmlWriter() {}

    static void write(Html html, StringBuilder out) {
        switch (html) {
            case Html.Text text -> VisibleText.append(text.text(), out);
            case Html.Sequence sequence -> sequence.parts().forEach(part -> write(part, out));
            case Html.StyleSheet style -> out.append(style.css());
            case Element element -> write(element, out);
        }
    }

    private static void write(Element element, StringBuilder out) {
        out.append('<').append(element.name());
        element.attributes()
                .forEach((name, value) -> {
                    out.append(' ').append(name).append("=\"");
                    VisibleText.append(value, out);
                    out.append('"');
                });
        out.append('>');
        if (!VOID.contains(element.name())) {
            element.children().forEach(child -> write(child, out));
            out.append("</").append(element.name()).append('>');
        }
    }
}
