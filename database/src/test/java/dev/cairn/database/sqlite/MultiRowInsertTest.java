package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MultiRowInsertTest {

    @Test
    void anInsertOfOneRowBecomesOneOfMany() {
        MultiRowInsert insert = MultiRowInsert.of("INSERT INTO \"a t\" (x, y) VALUES (?, ?);");

        assertThat(insert)
                .isEqualTo(
                        new MultiRowInsert(
                                "a t",
                                "INSERT INTO \"a t\" (x, y) VALUES (?, ?)"
                                        + ",(?, ?)".repeat(MultiRowInsert.ROWS - 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values (?)",
                "INSERT OR IGNORE INTO t VALUES(?)",
                "INSERT OR FAIL INTO 't' VALUES(?) -- why",
                "INSERT INTO [t] (a) VALUES (? /* a */)",
            })
    void plainInsertsAreFound(String sql) {
        MultiRowInsert insert = MultiRowInsert.of(sql);

        assertThat(insert).isNotNull().extracting(MultiRowInsert::table).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT OR REPLACE INTO t VALUES (?)",
                "REPLACE INTO t VALUES (?)",
                "INSERT INTO main.t VALUES (?)",
                "INSERT INTO t AS a VALUES (?)",
                "INSERT INTO t VALUES (?1)",
                "INSERT INTO t VALUES (:name)",
                "INSERT INTO t VALUES (? + 1)",
                "INSERT INTO t VALUES (?, 1)",
                "INSERT INTO t VALUES (?), (?)",
                "INSERT INTO t VALUES (?) RETURNING id",
                "INSERT INTO t VALUES (?) ON CONFLICT DO NOTHING",
                "INSERT INTO t SELECT ?",
                "INSERT INTO t DEFAULT VALUES",
                "WITH a AS (SELECT 1) INSERT INTO t VALUES (?)",
                "UPDATE t SET a = ?",
                "INSERT",
                "INSERT INTO t (a",
                "",
            })
    void nothingElseIs(String sql) {
        assertThat(MultiRowInsert.of(sql)).isNull();
    }

    @Test
    void notIfThereWouldBeMoreParametersThanSqliteTakes() {
        assertThat(MultiRowInsert.of("INSERT INTO t VALUES (?" + ", ?".repeat(2_046) + ")"))
                .isNotNull();
        assertThat(MultiRowInsert.of("INSERT INTO t VALUES (?" + ", ?".repeat(2_047) + ")"))
                .isNull();
    }
}
