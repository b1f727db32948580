package dev.cairn.database.definition;

import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.forms.FullTextArguments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes a schema as a Mermaid entity-relationship diagram
 * (https://mermaid.js.org/syntax/entityRelationshipDiagram.html): tables and full-text indexes with
 * their columns, and foreign keys as lines. A line is solid where the key belongs to the child's
 * primary key. Views and triggers have no place in such a diagram.
 *
 * <p>Mermaid takes fewer characters in names than SQLite; where one had to be replaced, the real
 * name stands behind the column.
 */
public final class MermaidWriter {

    private final Schema schema;
    private final StringBuilder text = new StringBuilder("erDiagram\n");

    private MermaidWriter(Schema schema) {
        this.schema = schema;
    }

    /** Returns the text of the diagram, with a line end at its end. */
    public static String write(Schema schema) {
        MermaidWriter writer = new MermaidWriter(schema);
        schema.tables().forEach(writer::table);
        schema.virtualTables().forEach(writer::virtualTable);
        schema.tables().forEach(writer::foreignKeys);
        schema.virtualTables().forEach(writer::content);
        return writer.text.toString();
    }

    private void table(Table table) {
        begin(table.name());
        for (Column column : table.columns()) {
            attribute(column.type(), column.name(), keys(table, column.name()), remark(column));
        }
        text.append("    }\n");
    }

    private void virtualTable(VirtualTable table) {
        begin(table.name());
        FullTextArguments.of(table).stream()
                .flatMap(index -> index.columns().stream())
                .forEach(column -> attribute("fts5", column, List.of(), ""));
        text.append("    }\n");
    }

    private void begin(String name) {
        text.append("    ").append(entity(name)).append(" {\n");
    }

    private void attribute(String type, String name, List<String> keys, String remark) {
        String word = word(name);
        List<String> remarks = new ArrayList<>();
        if (!word.equals(name)) {
            remarks.add(quotable(name));
        }
        if (!remark.isEmpty()) {
            remarks.add(remark);
        }
        text.append("        ")
                .append(type.isEmpty() ? "any" : word(type))
                .append(' ')
                .append(word);
        if (!keys.isEmpty()) {
            text.append(' ').append(String.join(", ", keys));
        }
        if (!remarks.isEmpty()) {
            text.append(" \"").append(String.join(", ", remarks)).append('"');
        }
        text.append('\n');
    }

    private List<String> keys(Table table, String column) {
        List<String> keys = new ArrayList<>();
        if (names(primaryKey(table)).contains(Identifier.key(column))) {
            keys.add("PK");
        }
        if (table.foreignKeys().stream()
                .anyMatch(key -> keys(key.columns()).contains(Identifier.key(column)))) {
            keys.add("FK");
        }
        if (isUnique(table, Set.of(Identifier.key(column))) && !keys.contains("PK")) {
            keys.add("UK");
        }
        return keys;
    }

    private static String remark(Column column) {
        return column.generated()
                .map(rule -> rule.stored() ? "generated, stored" : "generated")
                .orElse("");
    }

    private void foreignKeys(Table child) {
        for (ForeignKey key : child.foreignKeys()) {
            Set<String> columns = keys(key.columns());
            boolean required = columns.stream().allMatch(column -> isRequired(child, column));
            boolean identifies = names(primaryKey(child)).containsAll(columns);
            line(
                    key.referencedTable(),
                    (required ? "||" : "|o")
                            + (identifies ? "--" : "..")
                            + (isUnique(child, columns) ? "o|" : "o{"),
                    child.name(),
                    String.join(", ", key.columns()));
        }
    }

    private void content(VirtualTable table) {
        FullTextArguments.of(table)
                .flatMap(FullTextArguments::contentTable)
                .filter(content -> schema.table(content).isPresent())
                .ifPresent(content -> line(content, "||..o|", table.name(), "content"));
    }

    private void line(String parent, String relation, String child, String label) {
        text.append("    ")
                .append(entity(realName(parent)))
                .append(' ')
                .append(relation)
                .append(' ')
                .append(entity(child))
                .append(" : \"")
                .append(quotable(label))
                .append("\"\n");
    }

    /** A reference may be spelled in another case than the table. */
    private String realName(String name) {
        return schema.table(name).map(Table::name).orElse(name);
    }

    private static boolean isRequired(Table table, String column) {
        return names(primaryKey(table)).contains(column)
                || table.column(column).flatMap(Column::notNull).isPresent();
    }

    /** Returns whether no two rows have the same values in these columns. */
    private boolean isUnique(Table table, Set<String> columns) {
        Stream<List<IndexedColumn>> constraints =
                Stream.concat(
                        Stream.of(primaryKey(table)),
                        table.uniqueConstraints().stream().map(unique -> unique.columns()));
        Stream<List<IndexedColumn>> indexes =
                schema.indexes().stream()
                        .filter(index -> Identifier.same(index.table(), table.name()))
                        .filter(index -> index.unique() && index.where().isEmpty())
                        .map(Index::columns);
        return Stream.concat(constraints, indexes)
                .filter(terms -> terms.stream().allMatch(IndexedColumn::isColumn))
                .anyMatch(terms -> names(terms).equals(columns));
    }

    private static List<IndexedColumn> primaryKey(Table table) {
        return table.primaryKey().map(key -> key.columns()).orElse(List.of());
    }

    private static Set<String> names(List<IndexedColumn> terms) {
        return keys(terms.stream().map(IndexedColumn::expression).toList());
    }

    private static Set<String> keys(List<String> names) {
        Set<String> keys = new HashSet<>();
        names.forEach(name -> keys.add(Identifier.key(name)));
        return keys;
    }

    /** Quoted, because words such as "one" and "to" mean something else in a diagram. */
    private static String entity(String name) {
        return '"' + quotable(name) + '"';
    }

    private static String quotable(String name) {
        String quotable = name.replace('"', '\'').replaceAll("[%\\\\\\p{Cntrl}]", "_");
        return quotable.isEmpty() ? "_" : quotable;
    }

    /** A column called PK would be read as the mark of a key. */
    private static String word(String name) {
        String word = name.replaceAll("[^\\p{L}\\p{N}_()\\[\\]-]", "_");
        boolean startsWell = !word.isEmpty() && Character.isLetter(word.charAt(0));
        boolean isMark = word.matches("(?i)[pfu]k");
        return (startsWell || word.startsWith("_") ? word : "_" + word) + (isMark ? "_" : "");
    }
}
