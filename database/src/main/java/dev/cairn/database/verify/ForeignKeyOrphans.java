package dev.cairn.database.verify;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.schema.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows whose foreign key refers to nothing, as {@code PRAGMA foreign_key_check} finds them,
 * counted by table and table referred to. Orphans that were there before a change are not its
 * fault, so two of these are compared.
 */
public final class ForeignKeyOrphans {

    private static final int SAMPLES = 5;

    private final Map<Reference, Orphans> orphans;
    private final List<String> undefined;

    private ForeignKeyOrphans(Map<Reference, Orphans> orphans, List<String> undefined) {
        this.orphans = orphans;
        this.undefined = List.copyOf(undefined);
    }

    private record Reference(String child, String parent) {}

    /** The row ids are those of the first orphans; tables WITHOUT ROWID give none. */
    private record Orphans(long count, List<Long> samples) {

        private Orphans with(Rows row) {
            List<Long> more = new ArrayList<>(samples);
            if (more.size() < SAMPLES && row.value(1) instanceof Long rowId) {
                more.add(rowId);
            }
            return new Orphans(count + 1, more);
        }
    }

    /** Looks through all tables that have foreign keys. */
    public static ForeignKeyOrphans find(DatabaseDriver driver) {
        Map<Reference, Orphans> orphans = new LinkedHashMap<>();
        List<String> undefined = new ArrayList<>();
        for (String table : tablesWithForeignKeys(driver)) {
            try (Rows rows =
                    driver.query(
                            "PRAGMA main.foreign_key_check(" + Identifier.quote(table) + ")")) {
                while (rows.next()) {
                    Reference reference = new Reference(table, String.valueOf(rows.text(2)));
                    orphans.put(
                            reference,
                            orphans.getOrDefault(reference, new Orphans(0, List.of())).with(rows));
                }
            } catch (DatabaseException e) {
                if (!e.code().isAnswer()) {
                    throw e;
                }
                // SQLite cannot check a key whose parent columns are not unique.
                undefined.add("foreign keys of " + table + " cannot be checked: " + e.getMessage());
            }
        }
        return new ForeignKeyOrphans(orphans, undefined);
    }

    private static List<String> tablesWithForeignKeys(DatabaseDriver driver) {
        List<String> tables = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
                                + " AND sql LIKE '%REFERENCES%'")) {
            while (rows.next()) {
                tables.add(String.valueOf(rows.text(0)));
            }
        }
        return tables;
    }

    /** Returns one line for each pair of tables between which rows refer to nothing. */
    public List<String> lines() {
        return newSince(new ForeignKeyOrphans(Map.of(), List.of()));
    }

    /** Returns one line for each pair of tables that has more orphans than it had then. */
    public List<String> newSince(ForeignKeyOrphans before) {
        List<String> lines = new ArrayList<>();
        orphans.forEach((reference, found) -> {
            Orphans then = before.orphans.get(reference);
            long more = found.count() - (then == null ? 0 : then.count());
            if (more > 0) {
                lines.add(line(reference, more, found.samples()));
            }
        });
        undefined.stream().filter(line -> !before.undefined.contains(line)).forEach(lines::add);
        return lines;
    }

    private static String line(Reference reference, long count, List<Long> samples) {
        String rows =
                samples.isEmpty()
                        ? ""
                        : " (rowid "
                                + String.join(", ", samples.stream().map(String::valueOf).toList())
                                + (count > samples.size() ? ", …" : "")
                                + ")";
        return count
                + (count == 1 ? " row of " : " rows of ")
                + reference.child()
                + rows
                + (count == 1 ? " refers" : " refer")
                + " to a row of "
                + reference.parent()
                + " that does not exist";
    }
}
