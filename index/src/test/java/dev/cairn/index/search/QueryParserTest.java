package dev.cairn.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "open                | \"open\"",
                "open the door       | (\"open\" AND \"the\" AND \"door\")",
                "open AND door       | (\"open\" AND \"door\")",
                "open or shut        | (\"open\" AND \"or\" AND \"shut\")",
                "open OR shut door   | (\"open\" OR (\"shut\" AND \"door\"))",
                "(open OR shut) door | ((\"open\" OR \"shut\") AND \"door\")",
                "open NOT door       | (\"open\" NOT \"door\")",
                "NOT door open       | (\"open\" NOT \"door\")",
                "sche*               | \"sche\" *",
                "\"brings up\"       | \"brings up\"",
                "\"brings up\"*      | \"brings up\" *",
                "syncSchema          | (\"syncSchema\" OR p : \"sync schema\")",
                "List.of             | (\"List.of\" OR p : \"list of\")",
                "NEAR(a              | (\"NEAR\" AND \"a\")",
                "a^2:b-c             | (\"a^2:b-c\" OR p : \"a 2 b c\")",
            })
    void isGivenInTheLanguageOfFts5(String query, String expression) {
        if (query.startsWith("NEAR")) {
            query = query + ")";
        }
        assertThat(QueryParser.parse(query, "p")).isEqualTo(expression);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``          | 1 | a word or a phrase is missing",
                "\"open      | 1 | the quote is not closed",
                "a (b OR c   | 3 | '(' is not closed",
                "a) b        | 2 | ')' closes nothing",
                "AND a       | 1 | 'AND' has nothing before it",
                "a AND       | 6 | 'AND' has nothing behind it",
                "a AND AND b | 7 | 'AND' has nothing before it",
                "a OR        | 5 | a word or a phrase is missing",
                "OR a        | 1 | a word or a phrase is missing",
                "a NOT       | 6 | 'NOT' has nothing behind it",
                "NOT a       | 1 | there is only something to leave out and nothing to look for",
                "a ->        | 3 | '->' has no letter or digit to look for",
                "\"..\"      | 1 | '..' has no letter or digit to look for",
                "*           | 1 | '' has no letter or digit to look for",
                "()          | 2 | a word or a phrase is missing",
            })
    void whatHasNoSenseIsNamedWithItsPlace(String query, int character, String message) {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryParser.parse(query, "p"))
                .withMessage(
                        "cannot search for '%s': %s (at character %d)", query, message, character)
                .extracting(QuerySyntaxException::position)
                .isEqualTo(character - 1);
    }
}
