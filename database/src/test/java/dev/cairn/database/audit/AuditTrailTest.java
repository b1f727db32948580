package dev.cairn.database.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.OwnedDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.version.DatabaseSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // The fields are set before each test.
final class AuditTrailTest {

    @TempDir Path folder;

    private OwnedDatabase database;
    private SqliteDriver driver;
    private AuditTrail trail;

    @BeforeEach
    void open() {
        database = OwnedDatabase.open(folder.resolve("x.db"));
        driver = database.driver();
        trail = AuditTrail.of(driver);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static AuditEvent event(String subject) {
        return new AuditEvent(
                "sync", subject, "1.0", "1.1", 17, AuditEvent.Outcome.DONE, "b-1", "added a table");
    }

    private void appendThree() {
        for (String subject : new String[] {"one", "two", "three"}) {
            trail.record(event(subject));
        }
    }

    @Test
    void entriesTellWhoDidWhatAndFollowEachOther() {
        appendThree();

        HistoryResult history = driver.perform(new HistoryRequest(2, true), ProgressListener.NONE);
        assertThat(history.faults()).isEmpty();
        assertThat(history.entries()).extracting(AuditEntry::sequence).containsExactly(3L, 2L);
        AuditEntry last = history.entries().getFirst();
        assertThat(last.event()).isEqualTo(event("three"));
        assertThat(last.actor()).isEqualTo(System.getProperty("user.name"));
        assertThat(last.program()).startsWith("cairn ");
        assertThat(last.previousHash()).isEqualTo(history.entries().get(1).hash());
    }

    @Test
    void aDatabaseWithoutATrailHasAnEmptyHistory() {
        assertThat(driver.perform(new HistoryRequest(10, true), ProgressListener.NONE))
                .isEqualTo(new HistoryResult(List.of(), List.of()));
        assertThat(driver.queryValue("SELECT count(*) FROM sqlite_schema")).contains(0L);
    }

    @Test
    void aSettingThatChangesIsKeptAndEntered() {
        AuditEntry first = trail.changeSetting("keep_days", "30").orElseThrow();
        AuditEntry second = trail.changeSetting("keep_days", "90").orElseThrow();

        assertThat(trail.changeSetting("keep_days", "90")).isEmpty();
        assertThat(DatabaseSettings.of(driver).read("keep_days")).contains("90");
        assertThat(first.event().detail()).isEqualTo("from '' to '30'");
        assertThat(second.event().subject()).isEqualTo("keep_days");
        assertThat(second.event().detail()).isEqualTo("from '30' to '90'");
        assertThat(trail.latest(10)).containsExactly(second, first);
        assertThat(trail.verify()).isEmpty();
    }

    @Test
    void rowsAreOnlyAppended() {
        appendThree();

        assertThatThrownBy(() -> driver.execute("UPDATE _cairn_audit SET actor = 'nobody'"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("only appended");
        assertThatThrownBy(() -> driver.execute("DELETE FROM _cairn_audit"))
                .isInstanceOf(DatabaseException.class);
        assertThat(trail.verify()).isEmpty();
    }

    @Test
    void anAlteredRowIsFound() {
        appendThree();
        driver.execute("DROP TRIGGER _cairn_audit_no_update");
        driver.execute("UPDATE _cairn_audit SET outcome = 'FAILED' WHERE sequence = 2");

        assertThat(trail.verify()).containsExactly("entry 2 was altered: its hash is wrong");
    }

    @Test
    void aMissingRowIsFoundInTheMiddleAndAtTheEnd() {
        appendThree();
        driver.execute("DROP TRIGGER _cairn_audit_no_delete");
        driver.execute("DELETE FROM _cairn_audit WHERE sequence = 2");
        assertThat(trail.verify()).containsExactly("entry 2 is missing");

        driver.execute("DELETE FROM _cairn_audit WHERE sequence = 3");
        assertThat(trail.verify())
                .containsExactly("the last entry is number 1, but the settings name 3 as the last");
        driver.execute("DROP TABLE _cairn_audit");
        assertThat(trail.verify()).singleElement().asString().contains("the audit table is gone");
    }

    @Test
    void anEntryWhoseHashWasComputedAnewBreaksTheChain() {
        appendThree();
        AuditEntry forged =
                AuditEntry.sealed(2, "2026-01-01T00:00:00Z", "x", "y", event("forged"), "");
        driver.execute("DROP TRIGGER _cairn_audit_no_update");
        driver.execute(
                "UPDATE _cairn_audit SET at = ?, actor = 'x', program = 'y', subject = 'forged',"
                        + " previous_hash = '', hash = ? WHERE sequence = 2",
                forged.at(),
                forged.hash());

        assertThat(trail.verify())
                .containsExactly(
                        "entry 2 does not follow the one before it",
                        "entry 3 does not follow the one before it");
    }

    @Test
    void anEntryIsUndoneWithItsTransaction() {
        appendThree();
        driver.begin(TransactionMode.WRITE);
        trail.append(event("four"));
        driver.rollback();

        assertThat(trail.latest(1).getFirst().sequence()).isEqualTo(3);
        assertThat(trail.verify()).isEmpty();
    }

    @Test
    void aDeclaredTableWithTheSameColumnsIsUsed() {
        driver.execute("CREATE TABLE audit(" + String.join(", ", AuditTrail.COLUMNS) + ")");
        appendThree();

        assertThat(driver.queryValue("SELECT count(*) FROM audit")).contains(3L);
        assertThat(driver.queryValue("SELECT name FROM sqlite_schema WHERE name='_cairn_audit'"))
                .isEmpty();
        assertThat(trail.verify()).isEmpty();
    }

    @Test
    void aTableOfThatNameThatIsSomethingElseIsLeftAlone() {
        driver.execute("CREATE TABLE audit(id, remark)");
        appendThree();

        assertThat(driver.queryValue("SELECT count(*) FROM audit")).contains(0L);
        assertThat(driver.queryValue("SELECT count(*) FROM _cairn_audit")).contains(3L);
    }
}
