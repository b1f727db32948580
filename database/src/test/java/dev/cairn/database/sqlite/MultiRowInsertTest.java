package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    true  | CREATE TABLE t(a)
                    true  | CREATE TABLE T(a INTEGER PRIMARY KEY, b TEXT NOT NULL UNIQUE)
                    true  | CREATE TABLE t(a INT PRIMARY KEY, b INT AS (a) STORED) STRICT, WITHOUT ROWID
                    true  | CREATE TABLE p(a PRIMARY KEY); CREATE TABLE t(a REFERENCES p)
                    true  | CREATE TABLE t(a); CREATE TABLE u(a); CREATE TRIGGER r AFTER INSERT ON u BEGIN SELECT 1; END
                    false | CREATE TABLE t(a); CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END
                    false | CREATE TABLE t(a); CREATE TEMP TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END
                    false | CREATE TABLE t(a); CREATE TEMP TABLE t(a)
                    false | CREATE TABLE t(a PRIMARY KEY, b REFERENCES T)
                    false | CREATE TABLE t(a PRIMARY KEY on conflict replace)
                    false | CREATE TABLE t(a, b DEFAULT (changes()))
                    false | CREATE TABLE t(a, b CHECK (total_changes() >= 0))
                    false | CREATE TABLE p(a); CREATE VIEW t AS SELECT a FROM p
                    false | CREATE VIRTUAL TABLE t USING fts5(a)
                    false | CREATE TABLE another(a)
                    """)
    void theSchemaSaysWhetherItIsAlike(boolean alike, String schema, @TempDir Path folder)
            throws SQLException {
        SqliteSession session =
                SqliteSession.open(folder.resolve("t.db"), SqliteSettings.standard());
        try {
            session.control("PRAGMA case_sensitive_like=ON");
            for (String statement : schema.split("(?<=[)]|END); ", -1)) {
                session.control(statement);
            }

            assertThat(new MultiRowInsert("t", "").isAlike(session)).isEqualTo(alike);
        } finally {
            session.close();
        }
    }
}
