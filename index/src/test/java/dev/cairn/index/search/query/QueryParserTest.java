package dev.cairn.index.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {

    private static String told(Query query) {
        String wanted = query.wanted().stream().map(QueryParserTest::told).collect(joined());
        String unwanted = query.unwanted().stream().map(item -> "-" + told(item)).collect(joined());
        String restrictions =
                query.restrictions().stream()
                        .map(some ->
                                (some.negated() ? "-" : "")
                                        + some.field().id()
                                        + ":"
                                        + String.join(",", some.values()))
                        .collect(joined());
        return (query.mode().id() + " " + wanted + " " + unwanted + " " + restrictions)
                .strip()
                .replaceAll(" +", " ");
    }

    private static java.util.stream.Collector<CharSequence, ?, String> joined() {
        return Collectors.joining(" ");
    }

    private static String told(QueryItem item) {
        return switch (item) {
            case QueryItem.Word(String text) -> text;
            case QueryItem.Prefix(String text) -> text + "*";
            case QueryItem.Exact exact -> "[" + exact.text() + "]";
            case QueryItem.Regex(String pattern) -> "/" + pattern + "/";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "open                       | auto open",
                "open the_door              | auto open the_door",
                "foo -bar                   | auto foo -bar",
                "foo -\"a b\"               | auto foo -[a b]",
                "sche*                      | auto sche*",
                "\"brings up\" word         | auto [brings up] word",
                "/foo.*bar/                 | auto /foo.*bar/",
                "/a b/ c                    | auto /a b/ c",
                "name:foo                   | auto name:foo",
                "kind:class X               | auto X kind:class",
                "kind:class,enum X -path:a/b| auto X kind:class,enum -path:a/b",
                "path:\"a b/c\" x           | auto x path:a b/c",
                "Client.close               | auto [Client.close]",
                "A::open                    | auto [A::open]",
                "op.n                       | auto [op.n]",
                "a = b                      | text [a = b]",
                "HEALTH = \"health.base\"   | text [HEALTH = \"health.base\"]",
                "lang:java a = b kind:class | text [a = b] lang:java kind:class",
                "{ name:foo }               | text [{ name:foo }]",
                "name: String               | text [name: String]",
                "printf(\"hello             | text [printf(\"hello]",
                "// a comment               | text [// a comment]",
                "/* a comment */            | text [/* a comment */]",
                "a / b / c                  | text [a / b / c]",
                "x -> y                     | text [x -> y]",
                "--verbose                  | text [--verbose]",
                "i -1                       | text [i -1]",
                "how are hits ranked?       | question hits ranked",
                "the way of a file to the index | question way file index",
                "how does Client.close free it? | question Client close free",
                "what it does with apply() and the rest | question apply rest",
                "apply() of Client.close    | auto [apply()] of [Client.close]",
                "std::vector<int>           | text [std::vector<int>]",
                "https://example.org/a      | text [https://example.org/a]",
            })
    void isReadAsPeopleMeanIt(String query, String meaning) {
        assertThat(told(QueryParser.parse(query, SearchMode.AUTO))).isEqualTo(meaning);
    }

    @Test
    void aModeTakesTheWholeQuery() {
        assertThat(told(QueryParser.parse("kind:x -a", SearchMode.TEXT)))
                .isEqualTo("text [kind:x -a]");
        assertThat(told(QueryParser.parse("a|b c", SearchMode.REGEX))).isEqualTo("regex /a|b c/");
        assertThat(told(QueryParser.parse("open*", SearchMode.NAME))).isEqualTo("name name:open*");
        assertThat(told(QueryParser.parse("open the door", SearchMode.QUESTION)))
                .isEqualTo("question open door");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``           | there is nothing to look for (at character 1)",
                "-a -b        | there is only something to leave out and nothing to look for (at"
                        + " character 1)",
                "a kind:x,,y  | 'kind:' has an empty value (at character 3)",
            })
    void aQueryThatLooksForNothingIsAnError(String query, String message) {
        assertThatExceptionOfType(QuerySyntaxException.class)
                .isThrownBy(() -> QueryParser.parse(query, SearchMode.AUTO))
                .withMessage("cannot search for '%s': %s", query, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a OR b", "a NOT b", "knd:method"})
    void whatMayBeMisreadIsNoted(String query) {
        assertThat(QueryParser.parse(query, SearchMode.AUTO).notes()).hasSize(1);
    }

    @Test
    void anyPastedLineIsReadAsSomething() {
        Random random = new Random(19);
        String characters = "ab_ .:;,\"'/\\*-+(){}[]<>=|&?!#@$%^~`äπ1\t";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder("x ");
            for (int j = random.nextInt(12); j >= 0; j--) {
                line.append(characters.charAt(random.nextInt(characters.length())));
            }
            Query query = QueryParser.parse(line.toString(), SearchMode.AUTO);
            assertThat(query.wanted()).as(line.toString()).isNotEmpty();
        }
    }
}
