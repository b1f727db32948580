package dev.cairn.database.sqlite.repair;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.engine.Finding.Kind;
import dev.cairn.database.engine.Remedy;
import dev.cairn.database.sqlite.schema.ContradictingRows;
import dev.cairn.database.sqlite.schema.IntegrityLines;
import dev.cairn.database.sqlite.schema.SqliteOrphans;
import dev.cairn.schema.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages that are damaged, indexes that do not agree with their tables, and rows that refer to
 * nothing. An index follows from its table, so it is built again, unless pages are damaged too; the
 * rest is for a person to decide.
 */
final class Damage {

    private static final int LINES = 100;
    private static final String SOUND = "ok";

    /**
     * What SQLite says about an index alone (https://www.sqlite.org/pragma.html, integrity_check).
     */
    private static final Pattern OF_INDEX =
            Pattern.compile(
                    "(?:row \\S+ missing from index (?<missing>.+)"
                            + "|wrong # of entries in index (?<count>.+)"
                            + "|non-unique entry in index (?<unique>.+)"
                            + "|rowid not at end-of-record for row \\S+ of index (?<end>.+)"
                            + "|row \\S+ values differ from index (?<differ>.+))");

    private Damage() {}

    static List<Remedy> remedies(DatabaseDriver driver) {
        Map<String, String> indexes = new LinkedHashMap<>();
        List<String> pages = new ArrayList<>();
        for (String line : lines(driver)) {
            String index = indexIn(line);
            if (index.isEmpty()) {
                pages.add(line);
            } else {
                indexes.putIfAbsent(index, line);
            }
        }
        List<Remedy> remedies = new ArrayList<>();
        indexes.forEach((name, fault) -> remedies.add(index(driver, name, fault, pages.isEmpty())));
        if (!pages.isEmpty()) {
            remedies.add(pages(pages));
        }
        if (pages.isEmpty()) {
            ContradictingRows.find(driver).forEach(line -> remedies.add(rows(line)));
        }
        SqliteOrphans.find(driver).lines().forEach(line -> remedies.add(orphans(line)));
        return remedies;
    }

    private static List<String> lines(DatabaseDriver driver) {
        List<String> lines = new ArrayList<>();
        try (Rows rows = driver.query("PRAGMA main.integrity_check(" + LINES + ")")) {
            while (rows.next()) {
                lines.addAll(IntegrityLines.of(String.valueOf(rows.text(0))));
            }
        } catch (DatabaseException e) {
            if (e.code().isStop()) {
                throw e;
            }
            lines.add(String.valueOf(e.getMessage()));
        }
        // Contradicting rows and full-text indexes are surveys of their own.
        lines.removeIf(line ->
                line.equals(SOUND)
                        || ContradictingRows.isAbout(line)
                        || line.startsWith("malformed inverted index "));
        return lines;
    }

    private static String indexIn(String line) {
        Matcher matcher = OF_INDEX.matcher(line);
        if (!matcher.matches()) {
            return "";
        }
        for (String group : List.of("missing", "count", "unique", "end", "differ")) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        return "";
    }

    /** Rows that break a UNIQUE index would make it fail, so only a sound table is certain. */
    private static Remedy index(
            DatabaseDriver driver, String name, String fault, boolean pagesSound) {
        boolean certain = pagesSound && !fault.startsWith("non-unique");
        String statement = "REINDEX main." + Identifier.quote(name);
        return new Remedy(
                new Finding(
                        Kind.INDEX,
                        name,
                        "the index '" + name + "' does not agree with its table: " + fault,
                        certain,
                        List.of(statement)),
                () -> driver.execute(statement));
    }

    private static Remedy pages(List<String> lines) {
        String first = lines.getFirst();
        return Remedy.none(
                new Finding(
                        Kind.DAMAGED_PAGES,
                        "",
                        "the file is damaged: "
                                + first
                                + (lines.size() == 1
                                        ? ""
                                        : " and %d more".formatted(lines.size() - 1)),
                        false,
                        List.of(
                                "cairn backup list --database FILE",
                                "cairn backup restore ID --database FILE",
                                "sqlite3 FILE .recover")));
    }

    private static Remedy rows(String line) {
        return Remedy.none(
                new Finding(
                        Kind.CONTRADICTING_ROWS,
                        "",
                        line,
                        false,
                        List.of("UPDATE or DELETE these rows")));
    }

    private static Remedy orphans(String line) {
        return Remedy.none(
                new Finding(
                        Kind.ORPHANED_ROWS, "", line, false, List.of("PRAGMA foreign_key_check")));
    }
}
