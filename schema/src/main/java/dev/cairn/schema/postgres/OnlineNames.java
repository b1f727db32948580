package dev.cairn.schema.postgres;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.postgres.catalog.ObjectId;
import java.util.zip.CRC32;

/** The names of what exists only while an online step runs. */
public final class OnlineNames {

    /** Begins every such name, so that what a killed run left behind is known as Cairn's own. */
    public static final String PREFIX = "_cairn_";

    private static final int LONGEST = 40;

    private OnlineNames() {}

    /** Returns the name of the constraint that proves that a column holds no NULL, in quotes. */
    static String notNullProof(ObjectId column) {
        return Identifier.quote(PREFIX + "nn_" + unique(column));
    }

    /** Returns a free name for what a type is called until nothing uses it, in quotes. */
    static String aside(ObjectId id) {
        return Identifier.quote(PREFIX + "old_" + unique(id));
    }

    private static String unique(ObjectId id) {
        CRC32 sum = new CRC32();
        sum.update(id.path().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String readable = id.path().replaceAll("[^A-Za-z0-9_]", "_");
        return readable.substring(0, Math.min(LONGEST, readable.length()))
                + "_"
                + Long.toHexString(sum.getValue());
    }
}
