package dev.cairn.database.postgres.backup;

import dev.cairn.database.engine.BackupContent;
import dev.cairn.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a backup says of the database that is made from it. */
public final class RestoredContent {

    private static final int NAMED = 5;

    private final Map<String, String> objects;
    private final Map<String, CopyReader.CopiedRows> tables;

    RestoredContent(Map<String, String> objects, Map<String, CopyReader.CopiedRows> tables) {
        this.objects = Map.copyOf(objects);
        this.tables = Map.copyOf(tables);
    }

    /**
     * Compares a database that was just made with it: every object, and all rows byte by byte.
     *
     * @param connection the connection by which it was made
     */
    public BackupContent compare(Connection connection, Schema schema)
            throws SQLException, IOException {
        List<String> differences =
                new ArrayList<>(
                        ObjectDigests.differences(
                                new TreeMap<>(objects), ObjectDigests.of(schema)));
        for (CopiedTable table : CopiedTable.all(connection)) {
            CopyReader.CopiedRows expected = tables.get(table.shown());
            if (!table.columns().isEmpty() && expected == null) {
                differences.add("table '" + table.shown() + "' has no rows in the backup");
            } else if (expected != null && !expected.equals(rows(connection, table))) {
                differences.add("the rows of table '" + table.shown() + "' are not the same");
            }
        }
        Map<String, Long> counts = new TreeMap<>();
        tables.forEach((table, rows) -> counts.put(table, rows.count()));
        return new BackupContent(
                shortened(differences), counts, 0, OwnTables.schemaVersion(connection));
    }

    private static CopyReader.CopiedRows rows(Connection connection, CopiedTable table)
            throws SQLException, IOException {
        MessageDigest digest = ObjectDigests.sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            long count = CopyWriter.copies(connection).copyOut(table.out(), out);
            return new CopyReader.CopiedRows(count, HexFormat.of().formatHex(digest.digest()));
        }
    }

    static List<String> shortened(List<String> differences) {
        if (differences.size() <= NAMED) {
            return differences;
        }
        List<String> some = new ArrayList<>(differences.subList(0, NAMED));
        some.add("and " + (differences.size() - NAMED) + " more differences");
        return some;
    }
}
