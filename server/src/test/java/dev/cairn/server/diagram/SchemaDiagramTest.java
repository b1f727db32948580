package dev.cairn.server.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.Schema;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class SchemaDiagramTest {

    private static final String SHOP =
            """
            CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
            CREATE TABLE "order & <b>"(id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer(id));
            CREATE TABLE line(
                order_id INTEGER REFERENCES "order & <b>"(id), number INTEGER,
                replaces INTEGER REFERENCES line(number), PRIMARY KEY(order_id, number));
            CREATE TABLE alone(x);
            """;

    @Test
    void eachTableIsABoxAndEachForeignKeyALine() throws Exception {
        Document document = document(SchemaDiagram.document(schema(SHOP)));
        assertThat(texts(document, "name"))
                .containsExactlyInAnyOrder("customer", "order & <b>", "line", "alone");
        assertThat(texts(document, "type")).contains("integer PK", "text", "integer? FK");
        assertThat(elements(document, "path", "edge")).isEqualTo(3);
    }

    @Test
    void boxesDoNotOverlapAndTablesAreRightOfThoseTheyReferTo() {
        List<Box> boxes = schema(SHOP).tables().stream().map(Box::of).toList();
        Arrangement arrangement = new Arrangement(boxes);
        List<Arrangement.Place> places = new ArrayList<>();
        boxes.forEach(box -> places.add(arrangement.places().get(box)));
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean apart =
                        places.get(i).x() >= places.get(j).x() + boxes.get(j).width()
                                || places.get(j).x() >= places.get(i).x() + boxes.get(i).width()
                                || places.get(i).y() >= places.get(j).y() + boxes.get(j).height()
                                || places.get(j).y() >= places.get(i).y() + boxes.get(i).height();
                assertThat(apart).as(boxes.get(i).name() + ", " + boxes.get(j).name()).isTrue();
            }
        }
        assertThat(places.get(1).x()).isGreaterThan(places.get(0).x() + boxes.get(0).width());
        assertThat(places.get(2).x()).isGreaterThan(places.get(1).x() + boxes.get(1).width());
    }

    private static Schema schema(String sql) {
        return DefinitionReader.readSql(sql, "test").schema();
    }

    private static Document document(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document document, String style) {
        List<String> texts = new ArrayList<>();
        NodeList all = document.getElementsByTagName("text");
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i).getAttributes().getNamedItem("class").getTextContent().equals(style)) {
                texts.add(all.item(i).getTextContent());
            }
        }
        return texts;
    }

    private static int elements(Document document, String name, String style) {
        int count = 0;
        NodeList all = document.getElementsByTagName(name);
        for (int i = 0; i < all.getLength(); i++) {
            boolean has =
                    all.item(i)
                            .getAttributes()
                            .getNamedItem("class")
                            .getTextContent()
                            .equals(style);
            count += has ? 1 : 0;
        }
        return count;
    }
}
