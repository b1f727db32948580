package dev.cairn.database.definition;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * The JSON Schema of the structured form, {@code definition.schema.json} next to this class,
 * against which every document is held.
 */
final class StructuredForm {

    private static final Schema SCHEMA = load();

    private StructuredForm() {}

    /** Throws one exception for all that is wrong with the shape of a document. */
    static void require(StructuredDocument document) {
        List<String> problems =
                SCHEMA.validate(document.root()).stream()
                        .map(error -> problem(document, error))
                        .distinct()
                        .toList();
        if (!problems.isEmpty()) {
            throw DefinitionErrors.all(problems, null);
        }
    }

    private static String problem(StructuredDocument document, Error error) {
        String pointer = String.valueOf(error.getInstanceLocation());
        if (String.valueOf(error.getKeyword()).equals("additionalProperties")) {
            String key = error.getProperty();
            return document.place(StructuredDocument.child(pointer, key))
                    + ": unknown key '"
                    + key
                    + "'";
        }
        return document.place(pointer) + ": " + error.getMessage();
    }

    private static Schema load() {
        try (InputStream stream =
                StructuredForm.class.getResourceAsStream("definition.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Objects.requireNonNull(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
