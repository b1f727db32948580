package dev.cairn.server.diagram;

import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Schema;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.forms.FullTextArguments;
import dev.cairn.server.diagram.Arrangement.Place;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A schema as a diagram: a box for each table, a line for each foreign key. */
public final class SchemaDiagram {

    private static final String STYLE =
            """
            .box { fill: #fff; stroke: #b9b4a8; } .head { fill: #eef3fa; stroke: #b9b4a8; }
            text { font: 12px ui-monospace, Menlo, Consolas, monospace; fill: #23272e; }
            .name { font: 600 13px system-ui, sans-serif; } .type { fill: #5c6470; }
            .edge { fill: none; stroke: #5c6470; stroke-width: 1.3; } .tip { fill: #5c6470; }
            .back { fill: #fbfaf7; }
            @media (prefers-color-scheme: dark) {
              .box { fill: #1d2025; stroke: #4a515c; } .head { fill: #24303f; stroke: #4a515c; }
              text { fill: #dfe2e7; } .type { fill: #9ba4b0; } .back { fill: #16181c; }
              .edge { stroke: #9ba4b0; } .tip { fill: #9ba4b0; }
            }
            """;

    private final Arrangement arrangement;
    private final int lines;

    private SchemaDiagram(Schema schema) {
        List<Box> boxes = new ArrayList<>();
        schema.tables().forEach(table -> boxes.add(Box.of(table)));
        schema.virtualTables().forEach(table -> boxes.add(Box.of(table, columns(table))));
        this.arrangement = new Arrangement(boxes);
        this.lines = boxes.stream().mapToInt(box -> box.foreignKeys().size()).sum();
    }

    private static List<String> columns(VirtualTable table) {
        return FullTextArguments.of(table).map(FullTextArguments::columns).orElse(List.of());
    }

    /** Returns the diagram as a part of a page, whose style sheet has its colours. */
    public static Element of(Schema schema) {
        return new SchemaDiagram(schema).svg("drawing diagram");
    }

    /** Returns the diagram as an SVG document with colours of its own, for light and dark. */
    public static String document(Schema schema) {
        SchemaDiagram diagram = new SchemaDiagram(schema);
        Element svg = diagram.svg("diagram");
        Element document =
                Element.of("svg")
                        .with("xmlns", "http://www.w3.org/2000/svg")
                        .attributesOf(svg)
                        .add(
                                Element.of("style").add(new Html.StyleSheet(STYLE)),
                                Element.of("rect", "back")
                                        .with("width", "100%")
                                        .with("height", "100%"))
                        .add(svg.parts());
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document.write() + "\n";
    }

    private Element svg(String classes) {
        long width = Math.round(arrangement.width());
        long height = Math.round(arrangement.height());
        Element svg =
                Element.of("svg", classes)
                        .with("viewBox", "0 0 %d %d".formatted(width, height))
                        .with("width", width)
                        .with("height", height)
                        .with("role", "img")
                        .with(
                                "aria-label",
                                "Diagram of %d tables and %d foreign keys"
                                        .formatted(arrangement.places().size(), lines));
        arrangement.places().forEach((box, place) -> edges(box, place, svg));
        arrangement.places().forEach((box, place) -> svg.add(box(box, place)));
        return svg;
    }

    private static Element box(Box box, Place place) {
        Element group =
                Element.of("g")
                        .with(
                                "transform",
                                "translate(%s %s)".formatted(number(place.x()), number(place.y())));
        group.add(
                rectangle("box", box.width(), box.height()),
                rectangle("head", box.width(), Box.HEAD_HEIGHT),
                text("name", Box.PADDING, 19, Box.shortened(box.name())));
        if (!box.note().isEmpty()) {
            group.add(
                    text("type", box.width() - Box.PADDING, 19, box.note())
                            .with("text-anchor", "end"));
        }
        double y = Box.HEAD_HEIGHT + 14;
        for (Box.Row row : box.rows()) {
            Element name = text("column", Box.PADDING, y, Box.shortened(row.name()));
            group.add(row.inPrimaryKey() ? name.with("font-weight", "700") : name);
            if (!row.remark().isEmpty()) {
                group.add(
                        text("type", box.width() - Box.PADDING, y, Box.shortened(row.remark()))
                                .with("text-anchor", "end"));
            }
            y += Box.ROW_HEIGHT;
        }
        return group;
    }

    private static Element rectangle(String style, double width, double height) {
        return Element.of("rect", style).with("width", width).with("height", height).with("rx", 5);
    }

    private static Element text(String style, double x, double y, String text) {
        return Element.of("text", style).with("x", x).with("y", y).add(text);
    }

    private void edges(Box box, Place place, Element svg) {
        for (ForeignKey key : box.foreignKeys()) {
            arrangement
                    .box(key.referencedTable())
                    .ifPresent(target -> edge(key, box, place, target, svg));
        }
    }

    private void edge(ForeignKey key, Box box, Place from, Box target, Element svg) {
        Map<Box, Place> places = arrangement.places();
        Place to = java.util.Objects.requireNonNull(places.get(target));
        double startY = from.y() + box.rowMiddle(key.columns().getFirst());
        double endY =
                to.y()
                        + (key.referencedColumns().isEmpty()
                                ? primaryRow(target)
                                : target.rowMiddle(key.referencedColumns().getFirst()));
        double rightOfTarget = to.x() + target.width();
        boolean goesLeft = from.x() > rightOfTarget;
        double startX = goesLeft ? from.x() : from.x() + box.width();
        double reach = goesLeft ? Math.max(30, (startX - rightOfTarget) / 2) : 45;
        double firstX = goesLeft ? startX - reach : startX + reach;
        double lastX = rightOfTarget + reach;
        svg.add(
                Element.of("path", "edge")
                        .with(
                                "d",
                                "M%s %s C%s %s %s %s %s %s"
                                        .formatted(
                                                number(startX),
                                                number(startY),
                                                number(firstX),
                                                number(startY),
                                                number(lastX),
                                                number(endY),
                                                number(rightOfTarget),
                                                number(endY))),
                Element.of("path", "tip")
                        .with(
                                "d",
                                "M%s %s l8 -4 v8 z".formatted(number(rightOfTarget), number(endY))),
                Element.of("circle", "tip").with("cx", startX).with("cy", startY).with("r", 2.5));
    }

    private static double primaryRow(Box target) {
        return target.rows().stream()
                .filter(Box.Row::inPrimaryKey)
                .findFirst()
                .map(row -> target.rowMiddle(row.name()))
                .orElse(Box.HEAD_HEIGHT / 2.0);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
