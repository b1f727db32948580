package dev.cairn.schema.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTokenizerTest {

    @Test
    void everyKindOfTokenIsTold() {
        List<SqlToken> tokens =
                SqlTokenizer.withComments(
                        "x \"a\"\"b\"[c]`e``f`'g''h'1.5e-3 0xAf x'0f'?1:p->>/* ; */,-- '");
        assertThat(tokens)
                .extracting(SqlToken::kind)
                .containsExactly(
                        Kind.WORD,
                        Kind.QUOTED_NAME,
                        Kind.QUOTED_NAME,
                        Kind.QUOTED_NAME,
                        Kind.STRING,
                        Kind.NUMBER,
                        Kind.NUMBER,
                        Kind.BLOB,
                        Kind.PARAMETER,
                        Kind.PARAMETER,
                        Kind.SYMBOL,
                        Kind.COMMENT,
                        Kind.SYMBOL,
                        Kind.COMMENT);
    }

    @Test
    void quotesAreUndone() {
        assertThat(SqlTokenizer.tokens("\"a\"\"b\" [c'd] `e``f` 'g''h' plain"))
                .extracting(SqlToken::unquoted)
                .containsExactly("a\"b", "c'd", "e`f", "g'h", "plain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a 'open | line 1, column 3: the quote ' is not closed",
                "a [open | the bracket [ is not closed",
                "x'0'    | a blob needs pairs",
                "12ab    | a number is malformed",
                "0x      | a number is malformed",
                "a ^ b   | the character '^' has no meaning here",
            })
    void whatIsNoTokenIsNamed(String sql, String message) {
        assertThatThrownBy(() -> SqlTokenizer.tokens(sql))
                .isInstanceOf(SqlSyntaxException.class)
                .hasMessageContaining(message);
    }
}
