package dev.cairn.database.postgres.backup;

import dev.cairn.schema.EngineObject;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.Schema;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A short text for each object of a schema by its name: two objects have the same text exactly if
 * they are defined in the same way. What a restored database has by chance, such as the place of a
 * column after others were dropped, is not in it.
 */
final class ObjectDigests {

    private static final int BYTES = 12;

    private ObjectDigests() {}

    /** Returns the digests by the objects' names in words. */
    static Map<String, String> of(Schema schema) {
        Map<String, String> digests = new TreeMap<>();
        for (EngineObject object : schema.engineObjects()) {
            if (object instanceof PostgresObject own && !isUsualSchema(own)) {
                digests.put(name(own), digest(own));
            }
        }
        return digests;
    }

    private static boolean isUsualSchema(PostgresObject object) {
        return object.kind() == ObjectKind.NAMESPACE && object.id().name().equals("public");
    }

    /** A name may hold any character; in the file it is in one line. */
    private static String name(PostgresObject object) {
        return object.id().words().replaceAll("\\p{Cntrl}", "?");
    }

    private static String digest(PostgresObject object) {
        StringBuilder text = new StringBuilder(object.id().toString());
        for (Property property : Property.values()) {
            if (property.isCompared()) {
                object.get(property)
                        .ifPresent(value ->
                                text.append('\0').append(property).append('=').append(value));
            }
        }
        return HexFormat.of()
                .formatHex(
                        sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8)),
                        0,
                        BYTES);
    }

    /** Returns how the second differ from the first, a sentence each. */
    static List<String> differences(Map<String, String> expected, Map<String, String> found) {
        List<String> differences = new ArrayList<>();
        expected.forEach((name, digest) -> {
            String other = found.get(name);
            if (other == null) {
                differences.add(name + " is not in the restored database");
            } else if (!other.equals(digest)) {
                differences.add(name + " is defined in another way in the restored database");
            }
        });
        found.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .forEach(name -> differences.add(name + " is only in the restored database"));
        return differences;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
