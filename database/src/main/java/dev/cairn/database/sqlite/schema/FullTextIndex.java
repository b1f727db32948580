package dev.cairn.database.sqlite.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ObjectTimeLimit;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SqlStatement;
import dev.cairn.database.engine.EmptyDatabase;
import dev.cairn.database.engine.EngineDriver;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A full-text index and the text that it is over (https://www.sqlite.org/fts5.html, 4.4 and 6).
 *
 * @param table the index
 */
public record FullTextIndex(VirtualTable table) {

    /** Returns the FTS5 indexes of a database. */
    public static List<FullTextIndex> all(DatabaseDriver driver) {
        return driver.inspectSchema().virtualTables().stream()
                .filter(table -> Identifier.same(table.module(), "fts5"))
                .map(FullTextIndex::new)
                .toList();
    }

    /** Returns whether it keeps no text from which it could be built again. */
    public boolean contentless() {
        return content().filter(String::isEmpty).isPresent();
    }

    /** Returns the table or view that it is over; empty if it keeps its texts itself. */
    public Optional<String> contentTable() {
        return content().filter(name -> !name.isEmpty());
    }

    private Optional<String> content() {
        return table.arguments().stream()
                .map(SqlTokenizer::tokens)
                .filter(tokens ->
                        tokens.size() > 1 && tokens.get(0).is("content") && tokens.get(1).is("="))
                .map(tokens -> tokens.size() > 2 ? tokens.get(2).unquoted() : "")
                .findFirst();
    }

    /**
     * Returns what is wrong with some indexes, one line each. SQLite checks an index by a statement
     * that writes, so a database that was opened to be looked at is checked as a copy.
     */
    public static List<String> faults(
            List<FullTextIndex> indexes, DatabaseDriver database, ProgressListener progress) {
        if (indexes.isEmpty()) {
            return List.of();
        }
        return withWriting(
                database,
                progress,
                driver -> indexes.stream().flatMap(index -> index.fault(driver).stream()).toList());
    }

    /** Does work that writes nothing that lasts, through a conversation that may write. */
    public static <T> T withWriting(
            DatabaseDriver database, ProgressListener progress, Function<DatabaseDriver, T> work) {
        if (!(database instanceof EngineDriver own && own.readOnly())) {
            return work.apply(database);
        }
        try (EmptyDatabase copy = own.copyForWriting(progress)) {
            return work.apply(copy.driver());
        }
    }

    /** Returns what is wrong with it, in one line. */
    public Optional<String> fault(DatabaseDriver driver) {
        Optional<String> lost = contentTable().filter(name -> !exists(driver, name));
        if (lost.isPresent()) {
            return Optional.of(
                    "full-text index "
                            + table.name()
                            + " has lost its content, the table "
                            + lost.get());
        }
        long deadline = System.nanoTime() + ObjectTimeLimit.ofRows().toNanos();
        try {
            driver.execute(SqlStatement.of(check()).within(ObjectTimeLimit.ofRows()));
            return Optional.empty();
        } catch (DatabaseException e) {
            // FTS5 takes an interrupt in the middle of its check for damage.
            boolean late = System.nanoTime() - deadline >= 0;
            if (e.code() == DatabaseErrorCode.TIMEOUT || late) {
                return Optional.of(
                        "full-text index %s was not checked: gave up after %s (the limit is -D%s=SECONDS)"
                                .formatted(
                                        table.name(),
                                        ObjectTimeLimit.text(ObjectTimeLimit.ofRows()),
                                        ObjectTimeLimit.ROWS_PROPERTY));
            }
            if (!e.code().isAnswer()) {
                throw e;
            }
            return Optional.of(
                    "full-text index "
                            + table.name()
                            + (e.code() == DatabaseErrorCode.CORRUPT
                                    ? " does not agree with its content"
                                    : " cannot be checked: " + e.getMessage()));
        }
    }

    private static boolean exists(DatabaseDriver driver, String name) {
        return driver.queryValue(
                        "SELECT 1 FROM pragma_table_list WHERE schema = 'main'"
                                + " AND name = ? COLLATE NOCASE",
                        name)
                .isPresent();
    }

    /** Returns why its columns cannot be read from the table that it is over, if they cannot. */
    public Optional<String> unreadableContent(DatabaseDriver driver) {
        Optional<String> content = contentTable();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        List<String> columns =
                SqliteCatalog.columns(driver, table.name()).stream()
                        .map(column -> "c." + Identifier.quote(column))
                        .toList();
        String sql =
                "SELECT "
                        + String.join(", ", columns)
                        + " FROM "
                        + Identifier.quote(content.get())
                        + " AS c LIMIT 0";
        try {
            driver.query(SqlStatement.of(sql).within(ObjectTimeLimit.standard())).close();
            return Optional.empty();
        } catch (DatabaseException e) {
            if (!e.code().isAnswer() && e.code() != DatabaseErrorCode.TIMEOUT) {
                throw e;
            }
            return Optional.of("its content cannot be read: " + e.getMessage());
        }
    }

    /** Only with the rank 1 is the content outside the index compared too. */
    private String check() {
        String name = Identifier.quote(table.name());
        return "INSERT INTO " + name + "(" + name + ", rank) VALUES ('integrity-check', 1)";
    }

    /** Returns the statement that builds it again from its content. */
    public String rebuild() {
        String name = Identifier.quote(table.name());
        return "INSERT INTO " + name + "(" + name + ") VALUES ('rebuild')";
    }
}
