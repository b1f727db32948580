package dev.cairn.index.meaning;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.extract.DefinitionText;
import dev.cairn.index.statement.IndexStatements;
import dev.cairn.index.statement.TextPacker;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the texts of definitions out of the index. */
public final class DefinitionTexts {

    private DefinitionTexts() {}

    /** Returns the texts of those of the definitions that are there and have one. */
    public static Map<Long, DefinitionText> read(DatabaseDriver driver, Collection<Long> ids) {
        Map<Long, String> contents = contents(driver, ids);
        Map<Long, DefinitionText> texts = new LinkedHashMap<>();
        try (Rows rows =
                driver.query(
                        "SELECT id, kind, signature, docstring FROM definitions"
                                + " WHERE id IN "
                                + IndexStatements.of(driver).ids(),
                        ids.toString())) {
            while (rows.next()) {
                long id = rows.integer(0);
                Optional<String> docstring = TextPacker.text(rows, 3);
                String signature = rows.requiredText(2);
                String content = contents.getOrDefault(id, "");
                DefinitionKind.named(rows.requiredText(1))
                        .flatMap(kind -> DefinitionText.of(kind, signature, docstring, content))
                        .ifPresent(text -> texts.put(id, text));
            }
        }
        return texts;
    }

    /** The pieces are found by their files, each of which is read once. */
    private static Map<Long, String> contents(DatabaseDriver driver, Collection<Long> ids) {
        Map<Long, String> contents = new HashMap<>();
        try (Rows rows =
                driver.query(
                        "SELECT entity_id, content FROM code_content WHERE file_id IN"
                                + " (SELECT file_id FROM definitions"
                                + " WHERE id IN %1$s) AND entity_id IN %1$s"
                                        .formatted(IndexStatements.of(driver).ids()),
                        ids.toString(),
                        ids.toString())) {
            while (rows.next()) {
                contents.put(rows.integer(0), TextPacker.text(rows, 1).orElse(""));
            }
        }
        return contents;
    }
}
