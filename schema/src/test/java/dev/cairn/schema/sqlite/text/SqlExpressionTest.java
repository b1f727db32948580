package dev.cairn.schema.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlExpressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '%',
            value = {
                "(a > 0)                  ~ a > 0",
                "((a>0))                  ~ a > 0",
                "( a ) > ( 0 )            ~ a > 0",
                "A > 0                    ~ \"a\" > 0",
                "[a] > 0                  ~ `a` > 0",
                "\"key\" = 1              ~ key = 1",
                "a IS NOT NULL            ~ a is not null",
                "a == 1 AND b != 2        ~ a = 1 and b <> 2",
                "0x1F                     ~ 31",
                "1_000                    ~ 1000",
                "007                      ~ 7",
                "1e3                      ~ 1000.0",
                ".5                       ~ 0.50",
                "1.                       ~ 1.0",
                "9223372036854775808      ~ 9.223372036854775808e18",
                "0xFFFFFFFFFFFFFFFF       ~ 0xffffffffffffffff",
                "X'AB'                    ~ x'ab'",
                "a /* why */ + -- so      ~ a +",
                "julianday('now')         ~ ( JULIANDAY( 'now' ) )",
                "a IN (1,2)               ~ a in ( 1 , 2 )",
                "NOT (a)                  ~ not a",
                "coalesce((a), ((b + 1))) ~ coalesce(a, (b + 1))",
                "a -> '$.b'               ~ a->'$.b'",
            })
    void spellingsThatMeanTheSameHaveOneForm(String first, String second) {
        assertThat(SqlExpression.canonical(first)).isEqualTo(SqlExpression.canonical(second));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '%',
            value = {
                "'a'                 ~ a",
                "'A'                 ~ 'a'",
                "1                   ~ 1.0",
                "'1'                 ~ 1",
                "(a + b) * c         ~ a + b * c",
                "(a) + (b)           ~ a + (b * c)",
                "\"true\"            ~ true",
                "\"current_time\"    ~ current_time",
                "a IN ((SELECT 1))   ~ a IN (SELECT 1)",
                "a = 'x' || 'y'      ~ a = 'x'",
                "x'00'               ~ '00'",
                "f(a)                ~ f",
                "\u00c4              ~ \u00e4",
                "a(b)                ~ a b",
            })
    void whatDiffersStaysDifferent(String first, String second) {
        assertThat(SqlExpression.canonical(first)).isNotEqualTo(SqlExpression.canonical(second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a > 0) AND (b))",
                "a IN ((SELECT 1))",
                "coalesce((a), ((b + 1)))",
                "((((1))))",
                "\"select\" + [a b] + `c``d`",
                "CASE (a) WHEN (1) THEN ((2)) ELSE (b) END",
                "-(-(5))",
                "x'AB' || \"it's\"",
            })
    void theFormOfAFormIsItself(String sql) {
        String form = SqlExpression.canonical(sql);
        assertThat(SqlExpression.canonical(form)).isEqualTo(form);
    }

    @Test
    void aNameInDoubleQuotesThatIsNoColumnIsAString() {
        Set<String> columns = Set.of("status");
        assertThat(SqlExpression.canonical("\"STATUS\" = \"open\"", columns))
                .isEqualTo(SqlExpression.canonical("status = 'open'", columns));
        assertThat(SqlExpression.canonical("status = [open]", columns))
                .isNotEqualTo(SqlExpression.canonical("status = 'open'", columns));
    }

    @Test
    void namesAreReplacedOnlyWhereTheyAreNames() {
        assertThat(
                        SqlExpression.withNames(
                                "length(Old) > 1 AND \"old\" <> 'old' AND older /* old */ AND old(1)",
                                Map.of("old", "new")))
                .isEqualTo(
                        "length(\"new\") > 1 AND \"new\" <> 'old' AND older /* old */ AND old(1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "(1, 2)", "f(a, b)", "a -- fine", "';'", "/* , */ a"})
    void oneExpressionIsTaken(String sql) {
        SqlExpression.requireSingle(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-- nothing",
                "1, 2",
                "1; 2",
                "1)",
                "(1",
                "1) + (2",
                "a /* open",
                "'open",
                "1); DROP TABLE x; --",
            })
    void whatIsNotOneExpressionIsRefused(String sql) {
        assertThatThrownBy(() -> SqlExpression.requireSingle(sql))
                .isInstanceOf(SqlSyntaxException.class);
    }

    @Test
    void aTablesOwnNameBeforeAColumnMeansNothing() {
        assertThat(SqlExpression.withoutQualifier("t.a > 0 AND \"T\" . [b c] < 1", "t"))
                .isEqualTo("a > 0 AND [b c] < 1");
        assertThat(SqlExpression.withoutQualifier("main.t.a", "t")).isEqualTo("a");
        assertThat(SqlExpression.withoutQualifier("main.a + 't.a' + u.t", "t"))
                .isEqualTo("main.a + 't.a' + u.t");
        assertThat(SqlExpression.withoutQualifier("main.a", "main")).isEqualTo("a");
        assertThat(SqlExpression.withoutQualifier("main.main.a", "main")).isEqualTo("a");
    }
}
