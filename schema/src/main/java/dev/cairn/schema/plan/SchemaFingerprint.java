package dev.cairn.schema.plan;

import dev.cairn.schema.EngineObject;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A text that is equal for equal schemas, so that a plan can name the schema it was made for. */
public final class SchemaFingerprint {

    private SchemaFingerprint() {}

    /** Returns the SHA-256 over the texts of all objects, in hexadecimal. */
    public static String of(Schema schema) {
        return of(schema, EngineObject::fingerprint);
    }

    /** Returns the text that a schema shares with a copy that another user made. */
    public static String ofStructure(Schema schema) {
        return of(schema, EngineObject::structure);
    }

    private static String of(Schema schema, Function<EngineObject, String> ofObject) {
        MessageDigest digest = sha256();
        List<String> texts =
                Stream.of(
                                schema.tables(),
                                schema.virtualTables(),
                                schema.indexes(),
                                schema.views(),
                                schema.triggers(),
                                schema.opaqueObjects(),
                                schema.engineObjects())
                        .flatMap(List::stream)
                        .map(object -> text(object, ofObject))
                        .sorted()
                        .toList();
        texts.forEach(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String text(SchemaObject object, Function<EngineObject, String> ofObject) {
        return object.getClass().getSimpleName()
                + '\0'
                + object.name()
                + '\0'
                + (object instanceof EngineObject own ? ofObject.apply(own) : object.sql())
                + '\0';
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
