package dev.cairn.database.sqlite.schema;

import java.util.List;

/**
 * The faults in what SQLite's integrity check says. One row of it can hold several lines, the first
 * of which only names the database (https://www.sqlite.org/pragma.html#pragma_integrity_check).
 */
public final class IntegrityLines {

    private static final String HEADING = "*** in database ";

    private IntegrityLines() {}

    /** Returns the faults in a row of the check. */
    public static List<String> of(String row) {
        return row.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith(HEADING))
                .toList();
    }
}
