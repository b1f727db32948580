package dev.cairn.worker.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.worker.service.CheckedStatement.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementPolicyTest {

    private final StatementPolicy policy = new StatementPolicy(1_000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH 'other.db' AS o",
                "attach/**/database 'x' as y",
                "DETACH o",
                "VACUUM INTO 'copy.db'",
                "SELECT load_extension('evil.so')",
                "SELECT length(replicate('aaaaaaaaaaaaaaaa', 1152921504606846977))",
                "SELECT mode(a) FROM t",
                "SELECT Median (a) FROM t",
                "SELECT \"PadL\"('a', 4294967297)",
                "SELECT \"load_extension\" ('evil.so')",
                "INSERT INTO t VALUES (Load_Extension ('x'))",
                "PRAGMA writable_schema=ON",
                "PRAGMA main.writable_schema(1)",
                "PRAGMA \"writable_schema\" = 1",
                "PRAGMA journal_mode=OFF",
                "PRAGMA journal_mode(DELETE)",
                "PRAGMA synchronous=0",
                "PRAGMA temp_store_directory='/tmp'",
                "PRAGMA trusted_schema=1",
                "PRAGMA query_only=0",
                "PRAGMA locking_mode=EXCLUSIVE",
                "/* a */ -- b\n PRAGMA wal_checkpoint(TRUNCATE)",
                "CREATE VIEW json_each AS SELECT 1 AS value",
                "CREATE TABLE IF NOT EXISTS main.\"JSON_Tree\"(a)",
                "create temp view [jsonb_each] as select 1",
                "CREATE VIRTUAL TABLE 'pragma_table_info' USING fts5(a)",
                "ALTER TABLE t RENAME TO `json_each`",
            })
    void whatReachesOtherFilesOrEndsSafetyIsRefused(String sql) {
        assertRefused(DatabaseErrorCode.FORBIDDEN, sql);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1|READ",
                "VALUES (1)|READ",
                "EXPLAIN DELETE FROM t|READ",
                "WITH a AS (SELECT 1) SELECT * FROM a|READ",
                "WITH a AS (SELECT 1) SELECT replace('a','b','c') FROM a|READ",
                "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a|WRITE",
                "WITH a AS (SELECT 1) DELETE FROM t|WRITE",
                "INSERT INTO t VALUES (1)|WRITE",
                "REPLACE INTO t VALUES (1)|WRITE",
                "CREATE TABLE t(x)|WRITE",
                "CREATE TABLE t AS SELECT value FROM json_each('[1]')|WRITE",
                "CREATE INDEX json_each ON t(x)|WRITE",
                "ALTER TABLE t RENAME COLUMN x TO json_each|WRITE",
                "ANALYZE|WRITE",
                "VACUUM|ALONE",
                "PRAGMA table_info(t)|READ",
                "PRAGMA main.table_xinfo(\"t\")|READ",
                "PRAGMA integrity_check|READ",
                "PRAGMA journal_mode|READ",
                "PRAGMA user_version|READ",
                "PRAGMA user_version=5|WRITE",
                "PRAGMA optimize|WRITE",
            })
    void aStatementIsWhatItDoes(String sql, Kind kind) {
        assertThat(policy.check(sql).kind()).isEqualTo(kind);
    }

    @Test
    void anObjectMayHaveTheNameOfWhatIsForbidden() {
        assertThat(policy.check("SELECT \"attach\", load_extension FROM \"PRAGMA\"").kind())
                .isEqualTo(Kind.READ);
        assertThat(policy.check("SELECT 'ATTACH ''x'' AS y; load_extension(1)'").kind())
                .isEqualTo(Kind.READ);
    }

    @Test
    void transactionsAndNonsenseAreNotStatements() {
        assertRefused(DatabaseErrorCode.TRANSACTION_STATE, "BEGIN IMMEDIATE");
        assertRefused(DatabaseErrorCode.TRANSACTION_STATE, "/**/ savepoint s");
        assertRefused(DatabaseErrorCode.INVALID_STATEMENT, "backup to 'x'");
        assertRefused(DatabaseErrorCode.INVALID_STATEMENT, "restore from 'x'");
        assertRefused(DatabaseErrorCode.INVALID_STATEMENT, "");
        assertRefused(DatabaseErrorCode.INVALID_STATEMENT, ";");
        assertRefused(DatabaseErrorCode.INVALID_STATEMENT, "SELECT 'open");
    }

    @Test
    void aStatementHasALongestLengthInBytes() {
        assertThat(policy.check("SELECT '" + "x".repeat(900) + "'").kind()).isEqualTo(Kind.READ);
        assertRefused(DatabaseErrorCode.TOO_LARGE, "SELECT '" + "x".repeat(1_000) + "'");
        assertRefused(DatabaseErrorCode.TOO_LARGE, "SELECT '" + "ß".repeat(500) + "'");
    }

    @Test
    void aDescriptionHasNoValues() {
        assertThat(
                        policy.check(
                                        "SELECT * FROM t WHERE a='secret' AND b=17 AND c=x'00ff' OR d=?")
                                .description())
                .isEqualTo("SELECT * FROM t WHERE a = ? AND b = ? AND c = ? OR d = ?");
    }

    @Test
    void temporaryObjectsAndQuestionsToTheConnectionAreSeen() {
        assertThat(policy.check("CREATE TEMP TABLE x(a)").temporary()).isTrue();
        assertThat(policy.check("SELECT * FROM temp.x").temporary()).isTrue();
        assertThat(policy.check("SELECT temp FROM x").temporary()).isFalse();
        assertThat(policy.check("SELECT last_insert_rowid()").asksConnection()).isTrue();
        assertThat(policy.check("SELECT changes FROM x").asksConnection()).isFalse();
        assertThat(
                        policy.check(
                                        "CREATE TRIGGER a AFTER INSERT ON t BEGIN"
                                                + " INSERT INTO log VALUES (changes()); END")
                                .asksConnection())
                .isFalse();
    }

    private void assertRefused(DatabaseErrorCode code, String sql) {
        assertThatThrownBy(() -> policy.check(sql))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).as(error.getMessage()).isEqualTo(code));
    }
}
