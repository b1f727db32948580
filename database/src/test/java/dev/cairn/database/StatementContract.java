package dev.cairn.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every driver does with values, rows and single statements. */
abstract class StatementContract extends DriverFixture {

    static List<Object> values() {
        return List.of(
                0L,
                -1L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                1L << 53,
                0.0,
                -0.0,
                0.1,
                Double.MIN_VALUE,
                -Double.MAX_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                1e15,
                "",
                "text",
                "a\u0000b\u0000",
                "\uD83D\uDE00 and \u00e4\u6f22\uFFFF",
                "'; DROP TABLE t; --",
                "x".repeat(300_000),
                new byte[0],
                new byte[] {0, -1, 127, -128},
                new byte[300_000]);
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueComesBackAsItWas(Object value) {
        driver.execute("DROP TABLE t");
        driver.execute(forms().table(value));
        if (value instanceof String text && text.indexOf('\0') >= 0 && !forms().nulInText()) {
            assertFails(
                    DatabaseErrorCode.INVALID_STATEMENT,
                    () -> driver.execute("INSERT INTO t(v) VALUES (?)", value));
            return;
        }
        driver.execute("INSERT INTO t(v) VALUES (?)", value);

        try (Rows rows = driver.query("SELECT v FROM t")) {
            assertThat(rows.next()).isTrue();
            Object read = rows.value(0);
            assertThat(read).isEqualTo(value);
            if (value instanceof Double number) {
                assertThat(Double.doubleToRawLongBits(rows.real(0)))
                        .isEqualTo(Double.doubleToRawLongBits(number));
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void nullIsNoValueOfAnyKind() {
        driver.execute("INSERT INTO t(v) VALUES (?)", (Object) null);

        try (Rows rows = driver.query("SELECT v FROM t")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.type(0)).isEqualTo(ValueType.NULL);
            assertThat(rows.value(0)).isNull();
            assertThat(rows.integer(0)).isZero();
            assertThat(rows.real(0)).isZero();
            assertThat(rows.text(0)).isNull();
            assertThat(rows.blob(0)).isNull();
        }
        assertThat(driver.queryValue("SELECT v FROM t")).isEmpty();
    }

    @Test
    void integersAndBooleansAreStoredAsIntegers() {
        driver.execute("INSERT INTO t(v) VALUES (?), (?), (?)", 7, true, false);

        assertThat(column("SELECT v FROM t ORDER BY id")).isEqualTo(forms().stored(7L, 1L, 0L));
    }

    @Test
    void whatCannotBeStoredAsItIsIsRefused() {
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> driver.execute("INSERT INTO t(v) VALUES (?)", Double.NaN));
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> driver.execute("INSERT INTO t(v) VALUES (?)", "half \uD83D a pair"));
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> driver.execute("INSERT INTO t(v) VALUES (?)", new Object()));
        assertThat(count()).isZero();
    }

    @Test
    void aValueTellsItsStorageClass() {
        try (Rows rows = driver.query("SELECT " + forms().literals())) {
            assertThat(rows.next()).isTrue();
            assertThat(IntStream.range(0, 5).mapToObj(rows::type))
                    .containsExactly(
                            ValueType.INTEGER,
                            ValueType.REAL,
                            ValueType.TEXT,
                            ValueType.BLOB,
                            ValueType.NULL);
        }
    }

    @Test
    void rowsNameTheirColumnsAlsoWhenThereAreNone() {
        try (Rows rows = driver.query("SELECT id, v AS \"the value\" FROM t")) {
            assertThat(rows.columns()).containsExactly("id", "the value");
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void aManyRowsQueryGivesAllOfThemInOrder() {
        driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", numbered(5_000));

        assertThat(column("SELECT v FROM t ORDER BY id")).hasSize(5_000).first().isEqualTo("row 1");
        assertThat(driver.queryValue("SELECT sum(id) FROM t")).contains(12_502_500L);
    }

    @Test
    void readingWhereThereIsNoRowFails() {
        driver.execute("INSERT INTO t(v) VALUES (1)");
        Rows rows = driver.query("SELECT v FROM t");

        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> rows.value(0));
        assertThat(rows.next()).isTrue();
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> rows.value(1));
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> rows.value(-1));
        assertThat(rows.next()).isFalse();
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> rows.value(0));
        rows.close();
        rows.close();
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, rows::next);
    }

    @Test
    void theSameQueryCanBeOpenTwice() {
        driver.executeBatch("INSERT INTO t(id, v) VALUES (?, ?)", numbered(3));

        try (Rows outer = driver.query("SELECT id FROM t ORDER BY id");
                Rows inner = driver.query("SELECT id FROM t ORDER BY id")) {
            outer.next();
            outer.next();
            inner.next();
            assertThat(outer.integer(0)).isEqualTo(2);
            assertThat(inner.integer(0)).isEqualTo(1);
        }
    }

    @Test
    void anUpdateTellsWhatItDid() {
        assertThat(driver.execute("INSERT INTO t(id, v) VALUES (41, 'a'), (42, 'b')"))
                .isEqualTo(forms().inserted(2, 42));
        assertThat(driver.execute("UPDATE t SET v = 'c'").changedRows()).isEqualTo(2);
        assertThat(driver.execute("CREATE TABLE other(" + forms().column("x") + ")").changedRows())
                .isZero();
        assertThat(driver.execute("DELETE FROM t WHERE id = 1").changedRows()).isZero();
        assertThat(driver.execute("DELETE FROM t WHERE id = 41").changedRows()).isEqualTo(1);
    }

    @Test
    void rowsOfTriggersAreNotCounted() {
        driver.execute("CREATE TABLE log(" + forms().column("x") + ")");
        forms().loggingTrigger().forEach(driver::execute);

        assertThat(driver.execute("INSERT INTO t(id, v) VALUES (9, 'a')"))
                .isEqualTo(forms().inserted(1, 9));
        assertThat(driver.queryValue("SELECT count(*) FROM log")).contains(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t(v) VALUES (1); INSERT INTO t(v) VALUES (2)",
                "SELECT 1; DROP TABLE t",
                "SELECT 1 /* ; */ ; -- comment\n SELECT 2",
                "SELECT ';'; SELECT 1;",
                "",
                "  -- nothing but a comment",
                ";"
            })
    void exactlyOneStatementIsTaken(String sql) {
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> driver.execute(sql));
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> driver.query(sql));
        assertThat(count()).isZero();
    }

    @Test
    void aSemicolonThatEndsTheOnlyStatementIsNoOther() {
        driver.execute("INSERT INTO t(v) VALUES (';') ; -- done; really\n /* ; */ ");

        assertThat(column("SELECT v FROM t;")).containsExactly(";");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN",
                "begin immediate",
                "COMMIT",
                "/* x */ END",
                "ROLLBACK",
                "SAVEPOINT s",
                "RELEASE s"
            })
    void transactionsAreNotMadeOfStatements(String sql) {
        assertFails(DatabaseErrorCode.TRANSACTION_STATE, () -> driver.execute(sql));
        assertThat(driver.transactionState()).isEqualTo(TransactionState.IDLE);
    }

    @Test
    void aStatementThatMakesNoSenseIsRefused() {
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> driver.execute("SELEC 1"));
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT, () -> driver.query("SELECT * FROM nowhere"));
        assertFails(DatabaseErrorCode.INVALID_STATEMENT, () -> driver.query("SELECT ? + ?", 1));
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> driver.query("INSERT INTO t(v) VALUES (1)"));
        assertFails(
                DatabaseErrorCode.INVALID_STATEMENT,
                () -> driver.execute("backup to '" + folder.resolve("stolen.db") + "'"));
        assertThat(folder.resolve("stolen.db")).doesNotExist();
        assertThat(count()).isZero();
    }

    @Test
    void aBrokenConstraintHasItsCode() {
        driver.execute(
                "CREATE TABLE c(%s UNIQUE, %s NOT NULL, %s CHECK (k > 0))"
                        .formatted(
                                forms().column("u"), forms().column("n"), forms().reference("k")));
        driver.execute("CREATE TABLE child(" + forms().reference("p") + " REFERENCES t(id))");
        driver.execute("INSERT INTO c VALUES (1, 1, 1)");

        for (String sql :
                List.of(
                        "INSERT INTO c VALUES (1, 1, 1)",
                        "INSERT INTO c VALUES (2, NULL, 1)",
                        "INSERT INTO c VALUES (2, 1, 0)",
                        "INSERT INTO child VALUES (77)",
                        "INSERT INTO t(id) VALUES ('no number')")) {
            assertFails(DatabaseErrorCode.CONSTRAINT, () -> driver.execute(sql));
        }
        assertThat(driver.queryValue("SELECT count(*) FROM c")).contains(1L);
    }

    @Test
    void insertReturningGivesRowsAndIsDoneWhenTheyAreClosed() {
        try (Rows rows = driver.query("INSERT INTO t(v) VALUES ('a'), ('b') RETURNING id")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.integer(0)).isEqualTo(1);
        }
        assertThat(count()).isEqualTo(2);
    }
}
