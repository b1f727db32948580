package dev.cairn.database.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.definition.DefinitionReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes schemas made by chance into others: a sync either refuses before it touches anything, or
 * gives the declared schema with every surviving value intact. {@code -Dcairn.long=true} runs ten
 * times as many, {@code -Dcairn.seed=n} one. What fails becomes a case folder.
 */
class RandomSchemaTest {

    private static final int PAIRS = Rounds.of(40, 200, 2_000);

    @TempDir Path folder;

    @Test
    void everyChangeIsRefusedOrExact() {
        Long only = Long.getLong("cairn.seed");
        if (only != null) {
            change(only);
            return;
        }
        int done = 0;
        long first = Long.getLong("cairn.seed.first", 0);
        for (long seed = first; seed < first + PAIRS; seed++) {
            done += change(seed) ? 1 : 0;
        }
        assertThat(done).as("changes that were possible").isGreaterThan(PAIRS / 3);
    }

    private boolean change(long seed) {
        Random random = new Random(seed);
        RandomSchema schema = new RandomSchema(random);
        String before = schema.sql();
        boolean prune = random.nextBoolean();
        String rows = String.join(";\n", schema.inserts());
        schema.change(prune);
        String after = schema.sql();
        SyncOptions options =
                new SyncOptions(
                        Optional.empty(), prune, false, false, random.nextInt(4) == 0, false);
        try (TestDatabase database = new TestDatabase(folder.resolve(seed + ".db"))) {
            database.run("PRAGMA journal_mode = MEMORY;" + before);
            database.run("PRAGMA foreign_keys = " + (random.nextInt(5) == 0 ? "OFF" : "ON"));
            fill(database, rows);
            return change(database, after, options);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                    "seed %d, %s: %s%nfrom:%n%s%n%s%nto:%n%s"
                            .formatted(seed, options, e.getMessage(), before, rows, after),
                    e);
        }
    }

    /** Rows that refer to nothing are refused one by one. */
    private static void fill(TestDatabase database, String rows) {
        for (String insert : rows.split(";\n", -1)) {
            try {
                database.run(insert);
            } catch (DatabaseException e) {
                assertThat(e.code()).isEqualTo(DatabaseErrorCode.CONSTRAINT);
            }
        }
    }

    private static boolean change(TestDatabase database, String after, SyncOptions options) {
        CaseRun run = new CaseRun(database, DefinitionReader.readSql(after, "after.sql"), options);
        if (run.schemaPlan().isEmpty()) {
            return false;
        }
        List<String> against = run.dryRun();
        if (!against.isEmpty()) {
            run.mustBeRefused(against);
            return false;
        }
        run.mustSucceed();
        run.checkReverse();
        return true;
    }
}
