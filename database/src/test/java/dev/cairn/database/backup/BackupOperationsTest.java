package dev.cairn.database.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.OwnedDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.audit.AuditEntry;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups as requests: what they answer, and what the history has of them. */
@SuppressWarnings("NullAway.Init") // The fields are set before each test.
final class BackupOperationsTest {

    @TempDir Path folder;

    private OwnedDatabase database;
    private Path backups;

    @BeforeEach
    void open() {
        database = OwnedDatabase.open(folder.resolve("app.db"));
        backups = folder.resolve("backups");
        database.driver().execute("CREATE TABLE t(v)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private <R> R perform(MaintenanceRequest<R> request) {
        return database.driver().perform(request, ProgressListener.NONE);
    }

    private BackupCreateResult create(String comment) {
        return perform(new BackupCreateRequest(backups, BackupOptions.plain(comment), true));
    }

    private List<AuditEvent> history() {
        return AuditTrail.of(database.driver()).latest(100).stream()
                .map(AuditEntry::event)
                .toList();
    }

    @Test
    void aDatabaseWithoutRowsIsSkippedAndThatIsNoEvent() {
        BackupCreateResult result = create("");

        assertThat(result.manifest()).isEmpty();
        assertThat(result.skipped()).isEqualTo("the database holds no rows");
        assertThat(history()).isEmpty();
    }

    @Test
    void whatIsMadeAndRemovedIsInTheHistory() {
        database.driver().execute("INSERT INTO t VALUES (1)");
        BackupManifest first = create("first").manifest().orElseThrow();
        BackupManifest second = create("second").manifest().orElseThrow();
        RetentionPolicy onlyOne = new RetentionPolicy(Optional.of(1), Optional.empty());

        assertThat(perform(new BackupListRequest(backups)).backups())
                .containsExactly(second, first);
        assertThat(perform(new BackupVerifyRequest(backups, second.id(), Optional.empty())))
                .isEqualTo(new BackupVerification(second.id(), true, List.of()));
        assertThat(perform(new BackupPruneRequest(backups, onlyOne, true)).backups())
                .containsExactly(first);
        assertThat(perform(new BackupPruneRequest(backups, onlyOne, true)).backups()).isEmpty();

        assertThat(history())
                .satisfiesExactly(
                        pruned -> {
                            assertThat(pruned.action()).isEqualTo("backup prune");
                            assertThat(pruned.detail()).isEqualTo(first.id());
                        },
                        made -> {
                            assertThat(made.backupId()).isEqualTo(second.id());
                            assertThat(made.detail()).isEqualTo("second");
                        },
                        made -> assertThat(made.backupId()).isEqualTo(first.id()));
        assertThat(backups.resolve(first.file())).doesNotExist();
        assertThat(AuditTrail.of(database.driver()).verify()).isEmpty();
    }

    @Test
    void whatFailsIsInTheHistoryToo() throws IOException {
        database.driver().execute("INSERT INTO t VALUES (1)");
        BackupManifest made = create("").manifest().orElseThrow();
        Files.write(backups.resolve(made.file()), new byte[] {1, 2, 3});

        assertThatThrownBy(() ->
                        perform(new RestoreRequest(backups, made.id(), Optional.empty(), true)))
                .isInstanceOf(DatabaseException.class);
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        BackupCreateRequest impossible =
                new BackupCreateRequest(file, BackupOptions.plain(""), true);
        assertThatThrownBy(() -> perform(impossible)).isInstanceOf(DatabaseException.class);

        assertThat(history())
                .filteredOn(event -> event.outcome() == AuditEvent.Outcome.FAILED)
                .extracting(AuditEvent::action)
                .containsExactly("backup create", "restore");
        assertThat(database.driver().queryValue("SELECT count(*) FROM t")).contains(1L);
    }
}
