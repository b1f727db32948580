package dev.cairn.database.sqlite.schema;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ObjectTimeLimit;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.Renames;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.EngineVersion;
import dev.cairn.schema.sqlite.SqliteDialect;
import dev.cairn.schema.sqlite.forms.FullTextArguments;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out what a plan must know of a database beyond its schema. */
public final class SqliteFacts {

    private static final String STATISTICS =
            "SELECT name FROM main.sqlite_schema"
                    + " WHERE name IN ('sqlite_stat1', 'sqlite_stat4') ORDER BY name";

    private SqliteFacts() {}

    /**
     * Collects the facts about what differs.
     *
     * @param live what the database has
     * @param differences what is not as declared
     */
    public static DatabaseFacts collect(
            DatabaseDriver driver,
            Schema live,
            SchemaDefinition declared,
            List<Difference> differences) {
        String version = driver.queryValue("SELECT sqlite_version()").orElseThrow().toString();
        return new DatabaseFacts(
                EngineVersion.parse(version),
                rows(driver, live, declared, differences),
                SqliteBrokenObjects.find(driver).reasons().keySet(),
                statistics(driver),
                settings(driver, live, differences));
    }

    /** Reads what the full-text indexes that differ have stored about themselves. */
    private static Map<String, Map<String, String>> settings(
            DatabaseDriver driver, Schema live, List<Difference> differences) {
        Map<String, Map<String, String>> settings = new HashMap<>();
        for (Difference difference : differences) {
            live.virtualTable(difference.object())
                    .flatMap(FullTextArguments::of)
                    .ifPresent(index ->
                            settings.put(
                                    Identifier.key(index.name()), settings(driver, index.name())));
        }
        return settings;
    }

    private static Map<String, String> settings(DatabaseDriver driver, String index) {
        Map<String, String> settings = new HashMap<>();
        String sql =
                "SELECT k, quote(v) FROM " + quote(index + "_config") + " WHERE k <> 'version'";
        try (Rows rows = driver.query(sql)) {
            while (rows.next()) {
                settings.put(String.valueOf(rows.text(0)), String.valueOf(rows.text(1)));
            }
            return settings;
        } catch (DatabaseException e) {
            if (!e.code().isAnswer()) {
                throw e;
            }
            // An index whose own tables are damaged must still be dropped.
            return Map.of();
        }
    }

    private static Map<String, Long> rows(
            DatabaseDriver driver,
            Schema live,
            SchemaDefinition declared,
            List<Difference> differences) {
        Renames renames = Renames.between(live, declared, SqliteDialect.INSTANCE);
        Set<String> tables = new HashSet<>();
        for (Difference difference : differences) {
            String name = difference.object();
            tables.add(renames.formerTable(name).orElse(name));
            declared.schema()
                    .index(name)
                    .map(Index::table)
                    .map(table -> renames.formerTable(table).orElse(table))
                    .ifPresent(tables::add);
            live.index(name).map(Index::table).ifPresent(tables::add);
        }
        Map<String, Long> rows = new HashMap<>();
        for (String table : tables) {
            if (live.table(table).isPresent()) {
                rows.put(
                        Identifier.key(table),
                        count(driver, SqlStatement.of(countOf(table)), false));
            } else if (live.virtualTable(table).isPresent()) {
                SqlStatement bounded =
                        SqlStatement.of(countOf(table)).within(ObjectTimeLimit.ofRows());
                rows.put(Identifier.key(table), count(driver, bounded, true));
            }
        }
        return rows;
    }

    private static String countOf(String table) {
        return "SELECT count(*) FROM " + quote(table);
    }

    /** A table that cannot be counted, or not within its own time limit, counts as having rows. */
    private static long count(DatabaseDriver driver, SqlStatement statement, boolean limited) {
        try (Rows rows = driver.query(statement)) {
            rows.next();
            return rows.integer(0);
        } catch (DatabaseException e) {
            boolean gaveUp = limited && e.code() == DatabaseErrorCode.TIMEOUT;
            if (!e.code().isAnswer() && !gaveUp) {
                throw e;
            }
            return 1;
        }
    }

    private static Set<String> statistics(DatabaseDriver driver) {
        Set<String> statistics = new HashSet<>();
        try (Rows rows = driver.query(STATISTICS)) {
            while (rows.next()) {
                statistics.add(String.valueOf(rows.text(0)));
            }
        }
        return statistics;
    }
}
