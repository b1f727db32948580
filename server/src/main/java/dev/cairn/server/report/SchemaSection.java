package dev.cairn.server.report;

import dev.cairn.schema.Column;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.server.diagram.SchemaDiagram;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import java.util.stream.Collectors;

/** The schema of a database: its diagram, and the same in words. */
public final class SchemaSection {

    private SchemaSection() {}

    /**
     * Returns the diagram and the list.
     *
     * @param schema the schema in the form that its dialect gives to people
     */
    public static Html of(Schema schema) {
        if (schema.isEmpty()) {
            return Element.of("p", "none").add("The database declares nothing.");
        }
        return Html.of(
                Element.of("div", "scroll card")
                        .with("tabindex", "0")
                        .with("role", "region")
                        .with("aria-label", "Diagram of the schema")
                        .add(SchemaDiagram.of(schema)),
                words(schema));
    }

    private static Element words(Schema schema) {
        Element list = Element.of("ul").with("role", "list");
        schema.tables().forEach(table -> list.add(table(table)));
        schema.virtualTables()
                .forEach(table -> list.add(object("virtual table", table.name(), table.sql())));
        schema.views().forEach(view -> list.add(object("view", view.name(), view.sql())));
        schema.indexes().forEach(index -> list.add(object("index", index.name(), index.sql())));
        schema.triggers()
                .forEach(trigger -> list.add(object("trigger", trigger.name(), trigger.sql())));
        schema.engineObjects()
                .forEach(own -> list.add(object(own.kind().words(), own.name(), own.sql())));
        int count =
                schema.tables().size()
                        + schema.virtualTables().size()
                        + schema.views().size()
                        + schema.indexes().size()
                        + schema.triggers().size()
                        + schema.engineObjects().size();
        return Element.of("details")
                .add(Element.of("summary").add("All %d objects as SQL".formatted(count)), list);
    }

    private static Element table(Table table) {
        String columns =
                table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
        return object("table", table.name() + " (" + columns + ")", table.sql());
    }

    private static Element object(String kind, String name, String sql) {
        return Element.of("li")
                .add(
                        Element.of("details")
                                .add(
                                        Element.of("summary")
                                                .add(
                                                        Element.of("span", "kind").add(kind + " "),
                                                        Html.text(name)),
                                        Element.of("pre", "sql").add(sql)));
    }
}
