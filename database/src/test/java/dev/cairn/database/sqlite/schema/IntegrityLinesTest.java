package dev.cairn.database.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.sqlite.SqliteSnapshot;
import dev.cairn.database.verify.VerifyRequest;
import dev.cairn.database.verify.VerifyResult;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a damaged file is said to have is one line a fault. */
class IntegrityLinesTest {

    private static final int PAGE = 4_096;
    private static final int CELL_POINTERS = 8;
    private static final byte[] OUT_OF_RANGE = {-1, -1, -1, -1};

    @TempDir Path folder;

    @Test
    void aRowOfTheCheckIsCutIntoItsFaults() {
        assertThat(
                        IntegrityLines.of(
                                "*** in database main ***\nTree 2 page 4: btreeInitPage()"
                                        + " returns error code 11\nPage 5: never used"))
                .containsExactly(
                        "Tree 2 page 4: btreeInitPage() returns error code 11",
                        "Page 5: never used");
        assertThat(IntegrityLines.of("ok")).containsExactly("ok");
    }

    @Test
    void theFaultsOfADamagedPageAreLines() throws IOException {
        Path file = folder.resolve("app.db");
        try (CodeDatabase database = CodeDatabase.open(file)) {
            database.driver().execute("CREATE TABLE t(a NOT NULL)");
            database.driver()
                    .execute(
                            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT"
                                    + " 2000) INSERT INTO t SELECT printf('%.100c', 'x') FROM n");
        }
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            for (int page = 5; page < 9; page++) {
                damaged.seek((long) page * PAGE + CELL_POINTERS);
                damaged.write(OUT_OF_RANGE);
            }
        }
        try (SqliteSnapshot snapshot = SqliteSnapshot.open(file)) {
            assertThat(snapshot.faults())
                    .hasSizeGreaterThan(1)
                    .allMatch(line -> !line.contains("\n") && !line.contains("***"));
        }
        try (CodeDatabase database = CodeDatabase.open(file)) {
            VerifyResult result =
                    database.driver()
                            .perform(
                                    new VerifyRequest(false, Optional.empty(), Optional.empty()),
                                    ProgressListener.NONE);
            assertThat(result.checks())
                    .filteredOn(check -> check.name().equals("integrity"))
                    .singleElement()
                    .satisfies(check -> assertThat(check.findings()).hasSizeGreaterThan(1));
            assertThat(result.checks())
                    .filteredOn(check -> check.name().equals("rows"))
                    .singleElement()
                    .satisfies(check ->
                            assertThat(check.findings())
                                    .singleElement()
                                    .asString()
                                    .contains("the database file is damaged"));
        }
    }
}
