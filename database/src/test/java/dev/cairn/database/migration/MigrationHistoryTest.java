package dev.cairn.database.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.database.ProgressListener;
import dev.cairn.database.migration.MigrationRequests.MigrateBaselineRequest;
import dev.cairn.database.migration.MigrationResult.Outcome;
import dev.cairn.database.migration.MigrationStatus.State;
import dev.cairn.database.migration.MigrationStatus.Verdict;
import dev.cairn.database.migration.source.MigrationProblem;
import dev.cairn.database.migration.source.MigrationProblem.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // The fixture is set before each test.
class MigrationHistoryTest {

    private static final MigrationOptions USUAL = MigrationOptions.withoutBackup();

    @TempDir Path root;
    private MigrationFixture fixture;

    @BeforeEach
    void open() {
        fixture = new MigrationFixture(root);
        for (int version = 1; version <= 3; version++) {
            fixture.write(
                    version,
                    "t" + version,
                    "CREATE TABLE t" + version + "(x)",
                    "DROP TABLE t" + version);
        }
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void edit(int version) {
        fixture.write("V%03d__t%d.up.sql".formatted(version, version), "CREATE TABLE edited(x)");
    }

    private void delete(int version) throws IOException {
        Files.delete(fixture.folder.resolve("V%03d__t%d.up.sql".formatted(version, version)));
        Files.delete(fixture.folder.resolve("V%03d__t%d.down.sql".formatted(version, version)));
    }

    @Test
    void validateIsContentWithWhatRan() {
        fixture.manager().upTo(2, USUAL);

        MigrationValidation validation = fixture.manager().validate();

        assertThat(validation.valid()).isTrue();
        assertThat(validation.problems()).isEmpty();
        assertThat(validation.migrations()).isEqualTo(3);
        assertThat(validation.applied()).isEqualTo(2);
    }

    @Test
    void validateTellsEditedMissingOutOfOrderAndFailedApart() throws IOException {
        fixture.write(5, "late", "CREATE TABLE late(x)", "DROP TABLE late");
        fixture.manager().up(USUAL);
        edit(1);
        delete(2);
        fixture.write("V004__early.up.sql", "CREATE TABLE early(x)");
        fixture.driver()
                .execute(
                        "INSERT INTO _cairn_history VALUES"
                                + " (6, 'broken', '', '', '2026-01-01', 0, 0, 0)");

        assertThat(fixture.manager().validate().problems())
                .extracting(MigrationProblem::kind, MigrationProblem::version)
                .containsExactly(
                        tuple(Kind.EDITED, 1L),
                        tuple(Kind.GAP, 2L),
                        tuple(Kind.MISSING, 2L),
                        tuple(Kind.OUT_OF_ORDER, 4L),
                        tuple(Kind.FAILED, 6L));
        assertThat(fixture.manager().validate().problems())
                .extracting(MigrationProblem::remedy)
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
        assertThat(fixture.manager().status().migrations())
                .extracting(MigrationStatus.Entry::version, MigrationStatus.Entry::state)
                .containsExactly(
                        tuple(1L, State.EDITED),
                        tuple(2L, State.MISSING),
                        tuple(3L, State.APPLIED),
                        tuple(4L, State.OUT_OF_ORDER),
                        tuple(5L, State.APPLIED),
                        tuple(6L, State.FAILED));
    }

    @Test
    void anEditedMigrationStopsBothWays() {
        fixture.manager().upTo(2, USUAL);
        edit(2);

        assertThatThrownBy(() -> fixture.manager().up(USUAL))
                .hasMessageContaining("V002__t2 was edited after it ran");
        assertThatThrownBy(() -> fixture.manager().down(USUAL))
                .hasMessageContaining("V002__t2 was edited after it ran");
        assertThat(fixture.objects()).containsExactly("t1", "t2");
    }

    @Test
    void anEditBelowTheTargetDoesNotStopTheWayBackToIt() {
        fixture.manager().up(USUAL);
        edit(1);

        assertThat(fixture.manager().downTo(1, USUAL).toVersion()).isEqualTo(1);
    }

    @Test
    void onlyWhiteSpaceIsNoEdit() {
        fixture.manager().up(USUAL);
        fixture.write("V001__t1.up.sql", "CREATE TABLE t1(x)  \r\n\r\n");

        assertThat(fixture.manager().validate().problems()).isEmpty();
    }

    @Test
    void aLateMigrationRunsOnlyWhenAllowed() {
        fixture.manager().up(USUAL);
        fixture.write("V010__ten.up.sql", "CREATE TABLE ten(x)");
        fixture.manager().up(USUAL);
        fixture.write("V004__late.up.sql", "CREATE TABLE late(x)");

        assertThatThrownBy(() -> fixture.manager().up(USUAL))
                .hasMessageContaining("V004__late has not run, though version 10 has");
        assertThat(fixture.manager().up(USUAL.takingLateOnes()).migrations())
                .extracting(MigrationResult.Run::version)
                .containsExactly(4L);
        assertThat(fixture.manager().validate().valid()).isTrue();
    }

    @Test
    void aGapDoesNotStopARunButADuplicateDoes() {
        fixture.write("V007__seven.up.sql", "CREATE TABLE seven(x)");
        assertThat(fixture.manager().up(USUAL).toVersion()).isEqualTo(7);

        fixture.write("V7__again.up.sql", "CREATE TABLE again(x)");
        assertThatThrownBy(() -> fixture.manager().up(USUAL))
                .hasMessageContaining("version 7 is there twice");
    }

    @Test
    void repairForgetsFailuresAndTakesOverEdits() throws IOException {
        fixture.manager().up(USUAL);
        fixture.write("V004__wrong.up.sql", "SELECT nothing");
        assertThatThrownBy(() -> fixture.manager().up(USUAL)).hasMessageContaining("V004__wrong");
        Files.delete(fixture.folder.resolve("V004__wrong.up.sql"));
        edit(1);
        delete(3);
        List<String> before = fixture.rows("SELECT * FROM _cairn_history");

        MigrationRepairResult planned = fixture.manager().repair(true);
        assertThat(fixture.rows("SELECT * FROM _cairn_history")).isEqualTo(before);
        MigrationRepairResult done = fixture.manager().repair(false);

        assertThat(planned.actions()).isEqualTo(done.actions());
        assertThat(done.actions())
                .containsExactly(
                        "take the present text of V001__t1",
                        "forget V003__t3, which is not there any more",
                        "forget the failure of V004__wrong");
        assertThat(planned.remaining()).isEqualTo(done.remaining()).isEmpty();
        assertThat(fixture.manager().validate().problems()).isEmpty();
        assertThat(fixture.objects()).containsExactly("t1", "t2", "t3");
    }

    @Test
    void repairOfASoundRecordDoesNothing() {
        fixture.manager().up(USUAL);

        assertThat(fixture.manager().repair(false).actions()).isEmpty();
    }

    @Test
    void aBaselineStandsForAllBeforeIt() {
        fixture.driver().execute("CREATE TABLE t1(x)");
        fixture.driver().execute("CREATE TABLE t2(x)");

        MigrationResult result = fixture.manager().baseline(2);

        assertThat(result.outcome()).isEqualTo(Outcome.CHANGED);
        assertThat(result.toVersion()).isEqualTo(2);
        assertThat(fixture.manager().status().migrations())
                .extracting(MigrationStatus.Entry::state)
                .containsExactly(State.BASELINE, State.BASELINE, State.PENDING);
        assertThat(fixture.manager().status().drift().verdict()).isEqualTo(Verdict.NONE);
        assertThat(fixture.manager().up(USUAL).migrations())
                .extracting(MigrationResult.Run::version)
                .containsExactly(3L);
        assertThat(fixture.manager().status().baseline()).contains(2L);
        fixture.manager().down(USUAL);
        assertThat(fixture.manager().down(USUAL).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThatThrownBy(() -> fixture.manager().downTo(1, USUAL))
                .hasMessageContaining("the record starts with the baseline 2");
    }

    @Test
    void aBaselineWithoutFilesLeavesTheDriftUnknown() throws IOException {
        fixture.driver().execute("CREATE TABLE t1(x)");
        delete(1);
        fixture.manager().baseline(1);

        assertThat(fixture.manager().status().drift().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(fixture.manager().status().drift().reason()).contains("baseline 1");
        assertThat(fixture.manager().validate().valid()).isTrue();
    }

    @Test
    void aBaselineIsSetOnceAndNotOverARecord() {
        fixture.manager().up(USUAL);

        assertThatThrownBy(() -> fixture.manager().baseline(2))
                .hasMessageContaining("the record says that version 3 has run");
        assertThatThrownBy(() -> fixture.manager().baseline(0)).hasMessageContaining("start at 1");
    }

    @Test
    void aDryRunOfABaselineWritesNothing() {
        MigrationResult result =
                fixture.driver()
                        .perform(
                                new MigrateBaselineRequest(fixture.source(), 2, true),
                                ProgressListener.NONE);

        assertThat(result.outcome()).isEqualTo(Outcome.PLANNED);
        assertThat(fixture.rows("SELECT name FROM sqlite_schema")).isEmpty();
    }

    @Test
    void statusFindsNoDriftAfterRuns() {
        fixture.manager().upTo(2, USUAL);

        MigrationStatus status = fixture.manager().status();

        assertThat(status.currentVersion()).isEqualTo(2);
        assertThat(status.drift().verdict()).isEqualTo(Verdict.NONE);
        assertThat(status.migrations())
                .extracting(
                        MigrationStatus.Entry::state,
                        entry -> entry.executedAt().isPresent(),
                        MigrationStatus.Entry::reversible)
                .containsExactly(
                        tuple(State.APPLIED, true, true),
                        tuple(State.APPLIED, true, true),
                        tuple(State.PENDING, false, true));
    }

    @Test
    void statusNamesWhatWasChangedBehindTheMigrationsBack() {
        fixture.manager().up(USUAL);
        fixture.driver().execute("ALTER TABLE t1 ADD COLUMN sneaked");
        fixture.driver().execute("CREATE INDEX extra ON t2(x)");
        fixture.driver().execute("DROP TABLE t3");

        MigrationStatus.Drift drift = fixture.manager().status().drift();

        assertThat(drift.verdict()).isEqualTo(Verdict.DRIFTED);
        assertThat(drift.differences())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("t1.sneaked: column undeclared"))
                .anyMatch(line -> line.startsWith("extra: index undeclared"))
                .anyMatch(line -> line.startsWith("t3: table missing"));
    }

    @Test
    void driftIsUnknownWhenAMigrationIsNotThereAsItRan() {
        fixture.manager().up(USUAL);
        edit(2);

        assertThat(fixture.manager().status().drift().verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(fixture.manager().status().drift().reason()).contains("V002__t2");
    }

    @Test
    void driftIsUnknownWhenTheHistoryNeedsRowsThatItDidNotMake() {
        fixture.driver().execute("CREATE TABLE older(x)");
        fixture.write("V004__older.up.sql", "ALTER TABLE older ADD COLUMN y");
        fixture.manager().up(USUAL);

        MigrationStatus.Drift drift = fixture.manager().status().drift();

        assertThat(drift.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(drift.reason()).contains("cannot be run again").contains("no such table: older");
    }
}
