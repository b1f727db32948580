package dev.cairn.database.audit;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.database.engine.Bookkeeping;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.InternalTables;
import dev.cairn.database.version.DatabaseSettings;
import dev.cairn.schema.Identifier;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The record of every change to a database. Rows are only ever appended; triggers refuse anything
 * else, and because a trigger can be dropped, every row holds the hash of the one before it, and
 * the settings hold the last hash, so that a missing or altered row is found by {@link #verify}.
 *
 * <p>A database whose schema has the table {@code audit} with these columns keeps the trail there;
 * any other gets {@link InternalTables#AUDIT} with the first entry. Each entry also goes to the
 * logger {@code dev.cairn.audit} as one line of JSON.
 */
public final class AuditTrail {

    /** The columns of the table, in order. */
    public static final List<String> COLUMNS =
            List.of(
                    "sequence",
                    "at",
                    "actor",
                    "program",
                    "action",
                    "subject",
                    "from_version",
                    "to_version",
                    "duration_millis",
                    "outcome",
                    "backup_id",
                    "detail",
                    "previous_hash",
                    "hash");

    private static final String DECLARED = "audit";
    private static final String HEAD = "audit_head";
    private static final Logger LOG = LoggerFactory.getLogger("dev.cairn.audit");
    private static final JsonMapper JSON = new JsonMapper();

    private final DatabaseDriver driver;

    private AuditTrail(DatabaseDriver driver) {
        this.driver = driver;
    }

    /** Returns the trail of the database that a driver is connected to. */
    public static AuditTrail of(DatabaseDriver driver) {
        return new AuditTrail(driver);
    }

    /**
     * Appends an entry, in the transaction that is open or, outside one, in its own. It is not
     * logged: what belongs to a transaction is logged after that has been committed.
     */
    public AuditEntry append(AuditEvent event) {
        if (driver.transactionState() == TransactionState.IDLE) {
            return driver.inTransaction(TransactionMode.WRITE, () -> appendHere(event));
        }
        return appendHere(event);
    }

    /** Appends an entry in a transaction of its own and logs it. */
    public AuditEntry record(AuditEvent event) {
        AuditEntry entry = append(event);
        log(entry);
        return entry;
    }

    /**
     * Records an attempt that failed, if the database has a trail already: what changed nothing is
     * no reason to add a table to it. If that fails too, the attempt's own failure is what counts.
     */
    public void recordFailure(AuditEvent event, DatabaseException failure) {
        try {
            if (tableForReading().isPresent()) {
                record(event);
            }
        } catch (DatabaseException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Keeps a text in the {@link DatabaseSettings} under a key and appends an entry that says so,
     * in the transaction that is open or, outside one, in its own.
     *
     * @return the entry, not yet logged; empty if the setting was the same before
     */
    public Optional<AuditEntry> changeSetting(String key, String value) {
        if (driver.transactionState() == TransactionState.IDLE) {
            return driver.inTransaction(TransactionMode.WRITE, () -> changeSettingHere(key, value));
        }
        return changeSettingHere(key, value);
    }

    private Optional<AuditEntry> changeSettingHere(String key, String value) {
        DatabaseSettings settings = DatabaseSettings.of(driver);
        Optional<String> before = settings.read(key);
        if (before.equals(Optional.of(value))) {
            return Optional.empty();
        }
        settings.write(key, value);
        return Optional.of(
                appendHere(
                        AuditEvent.done(
                                "setting",
                                key,
                                0,
                                "from '%s' to '%s'".formatted(before.orElse(""), value))));
    }

    /** Writes an entry to the log as one line of JSON. */
    public static void log(AuditEntry entry) {
        if (LOG.isInfoEnabled()) {
            LOG.info(JSON.writeValueAsString(entry));
        }
    }

    private AuditEntry appendHere(AuditEvent event) {
        String table = tableForWriting();
        Optional<AuditEntry> last = last(table);
        AuditEntry entry =
                AuditEntry.sealed(
                        last.map(AuditEntry::sequence).orElse(0L) + 1,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                        System.getProperty("user.name", "unknown"),
                        program(),
                        event,
                        last.map(AuditEntry::hash).orElse(""));
        insert(table, entry);
        DatabaseSettings.of(driver).write(HEAD, head(entry));
        return entry;
    }

    private static String program() {
        return "cairn "
                + Objects.requireNonNullElse(
                        AuditTrail.class.getPackage().getImplementationVersion(), "development");
    }

    private static String head(AuditEntry entry) {
        return entry.sequence() + ":" + entry.hash();
    }

    private void insert(String table, AuditEntry entry) {
        AuditEvent event = entry.event();
        driver.execute(
                "INSERT INTO "
                        + table
                        + "("
                        + String.join(", ", COLUMNS)
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.sequence(),
                entry.at(),
                entry.actor(),
                entry.program(),
                event.action(),
                event.subject(),
                event.fromVersion(),
                event.toVersion(),
                event.durationMillis(),
                event.outcome().name(),
                event.backupId(),
                event.detail(),
                entry.previousHash(),
                entry.hash());
    }

    /** Returns the last entries, the latest first. */
    public List<AuditEntry> latest(int limit) {
        return tableForReading()
                .map(table -> select(table, "ORDER BY sequence DESC LIMIT " + limit))
                .orElse(List.of());
    }

    /** Returns what is wrong with the trail, one sentence each; empty if it is whole. */
    public List<String> verify() {
        Optional<String> table = tableForReading();
        Optional<String> head = DatabaseSettings.of(driver).read(HEAD);
        if (table.isEmpty()) {
            return head.map(text -> List.of("the audit table is gone; its last entry was " + text))
                    .orElse(List.of());
        }
        return new ChainCheck(head).check(select(table.get(), "ORDER BY sequence"));
    }

    private Optional<AuditEntry> last(String table) {
        return select(table, "ORDER BY sequence DESC LIMIT 1").stream().findFirst();
    }

    private List<AuditEntry> select(String table, String tail) {
        List<AuditEntry> entries = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT "
                                + String.join(", ", COLUMNS)
                                + " FROM "
                                + Identifier.quote(table)
                                + " "
                                + tail)) {
            while (rows.next()) {
                entries.add(read(rows));
            }
        }
        return entries;
    }

    private static AuditEntry read(Rows rows) {
        AuditEvent event =
                new AuditEvent(
                        text(rows, 4),
                        text(rows, 5),
                        text(rows, 6),
                        text(rows, 7),
                        rows.integer(8),
                        text(rows, 9).equals("DONE")
                                ? AuditEvent.Outcome.DONE
                                : AuditEvent.Outcome.FAILED,
                        text(rows, 10),
                        text(rows, 11));
        return new AuditEntry(
                rows.integer(0),
                text(rows, 1),
                text(rows, 2),
                text(rows, 3),
                event,
                text(rows, 12),
                text(rows, 13));
    }

    private static String text(Rows rows, int column) {
        return Objects.requireNonNullElse(rows.text(column), "");
    }

    private Optional<String> tableForReading() {
        return List.of(DECLARED, InternalTables.AUDIT).stream().filter(this::isTrail).findFirst();
    }

    private String tableForWriting() {
        return tableForReading()
                .orElseGet(() -> {
                    createTable();
                    return InternalTables.AUDIT;
                });
    }

    private void createTable() {
        Bookkeeping words = Engine.of(driver).bookkeeping();
        String number = words.wholeNumber();
        driver.execute(
                "CREATE TABLE "
                        + InternalTables.AUDIT
                        + "(sequence "
                        + number
                        + " PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL,"
                        + " program TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,"
                        + " from_version TEXT NOT NULL, to_version TEXT NOT NULL, duration_millis "
                        + number
                        + " NOT NULL, outcome TEXT NOT NULL, backup_id TEXT NOT NULL,"
                        + " detail TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL)"
                        + words.tableOptions());
        words.appendOnly(InternalTables.AUDIT).forEach(driver::execute);
    }

    private boolean isTrail(String table) {
        return Engine.of(driver).columns(driver, table).equals(COLUMNS);
    }
}
