package dev.cairn.index.search.query;

import dev.cairn.index.answer.NearestNames;
import dev.cairn.index.extract.SearchWords;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a query as people write it.
 *
 * <pre>
 * query = { [ "-" ] ( word | word "*" | '"' text '"' | "/" regex "/" | field ":" value ) }
 * </pre>
 *
 * A query with anything else in it is pasted code: all of it but the restrictions at its ends is
 * looked for as text. So no code is an error; only a query that looks for nothing is one.
 */
public final class QueryParser {

    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_ITEMS = 60;
    private static final int FEWEST_WORDS_OF_PROSE = 3;
    private static final String CODE_CHARACTERS = "{};=<>";

    private final String query;
    private final List<QueryItem> wanted = new ArrayList<>();
    private final List<QueryItem> unwanted = new ArrayList<>();
    private final List<Restriction> restrictions = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private QueryParser(String query) {
        this.query = query;
    }

    /**
     * Returns what a query says.
     *
     * @param mode how to read it
     * @throws QuerySyntaxException if it looks for nothing, or is too long
     */
    public static Query parse(String query, SearchMode mode) {
        if (query.length() > MAX_LENGTH) {
            throw new QuerySyntaxException(
                    query.substring(0, 40) + "…",
                    MAX_LENGTH,
                    "the query has %d characters, at most %d are allowed"
                            .formatted(query.length(), MAX_LENGTH));
        }
        return new QueryParser(query).parse(mode);
    }

    private Query parse(SearchMode mode) {
        return switch (mode) {
            case AUTO, QUESTION, MEANING -> language(mode);
            case NAME -> new Query(query, mode, List.of(), List.of(), names(), List.of());
            case TEXT -> text(query.strip());
            case REGEX -> {
                requireSomething(query);
                wanted.add(new QueryItem.Regex(query));
                yield result(SearchMode.REGEX);
            }
        };
    }

    private List<Restriction> names() {
        String name = query.strip();
        requireSomething(name);
        return List.of(new Restriction(Field.NAME, List.of(name), false));
    }

    private Query text(String text) {
        requireSomething(text);
        addText(text);
        return result(SearchMode.TEXT);
    }

    private void addText(String text) {
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MAX_ITEMS)
                .forEach(line -> wanted.add(new QueryItem.Exact(line, QualifiedName.of(line))));
    }

    private Query language(SearchMode mode) {
        List<Token> tokens = Tokens.of(query);
        if (tokens.isEmpty()) {
            requireSomething("");
        }
        if (tokens.size() > MAX_ITEMS) {
            throw new QuerySyntaxException(
                    query,
                    tokens.get(MAX_ITEMS).start(),
                    "at most %d words are allowed; give --mode text for a longer text"
                            .formatted(MAX_ITEMS));
        }
        return mode == SearchMode.AUTO && isCode(tokens) ? code(tokens) : items(tokens, mode);
    }

    private static boolean isCode(List<Token> tokens) {
        List<Token> some =
                tokens.stream().filter(token -> token.kind() != Token.Kind.FIELD).toList();
        boolean code = some.stream().anyMatch(token -> token.kind() == Token.Kind.CODE);
        return code && some.stream().noneMatch(token -> token.kind() == Token.Kind.REGEX);
    }

    /** Restrictions stand before or behind code, not in it. */
    private Query code(List<Token> tokens) {
        int first = 0;
        int last = tokens.size() - 1;
        while (tokens.get(first).kind() == Token.Kind.FIELD) {
            restrict(tokens.get(first++));
        }
        while (tokens.get(last).kind() == Token.Kind.FIELD) {
            restrict(tokens.get(last--));
        }
        addText(query.substring(tokens.get(first).start(), tokens.get(last).end()));
        noteUnknownFields(tokens.subList(first, last + 1));
        return result(SearchMode.TEXT);
    }

    private void noteUnknownFields(List<Token> tokens) {
        for (Token token : tokens) {
            int colon = token.text().indexOf(':');
            if (token.kind() == Token.Kind.CODE && colon > 2) {
                String name = token.text().substring(0, colon);
                NearestNames.of(name, Field.allNames(), 1)
                        .forEach(near ->
                                notes.add(
                                        "'%s:' is no restriction and was searched as text; did you"
                                                        .formatted(name)
                                                + " mean '%s:'?".formatted(near)));
            }
        }
    }

    private Query items(List<Token> tokens, SearchMode mode) {
        boolean question = mode != SearchMode.AUTO || isQuestion(tokens);
        SearchMode read = question && mode == SearchMode.AUTO ? SearchMode.QUESTION : mode;
        tokens.forEach(token -> add(token, read));
        noteOperators(tokens);
        if (wanted.isEmpty() && !unwanted.isEmpty() && restrictions.isEmpty()) {
            throw new QuerySyntaxException(
                    query, 0, "there is only something to leave out and nothing to look for");
        }
        if (question) {
            removeStopWords();
        }
        return result(read);
    }

    /** Names such as {@code Client.close} may be in a question, next to more plain words. */
    private static boolean isQuestion(List<Token> tokens) {
        List<String> words = new ArrayList<>();
        int names = 0;
        for (Token token : tokens) {
            if (token.kind() != Token.Kind.FIELD && !token.negated()) {
                switch (token.kind()) {
                    case WORD, PROSE -> words.add(token.text());
                    case QUALIFIED -> names++;
                    case PREFIX, QUOTED, REGEX, CODE, FIELD -> {
                        return false;
                    }
                }
            }
        }
        return words.size() > 1
                && words.size() > names
                && (words.getLast().endsWith("?") || StopWords.areSentence(words));
    }

    private void removeStopWords() {
        List<QueryItem> telling =
                wanted.stream()
                        .filter(item ->
                                !(item instanceof QueryItem.Word(String word)
                                        && StopWords.contains(word)))
                        .toList();
        if (!telling.isEmpty()) {
            wanted.clear();
            wanted.addAll(telling);
        }
    }

    private void noteOperators(List<Token> tokens) {
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.WORD) {
                switch (token.text()) {
                    case "OR" ->
                            notes.add("'OR' was searched as a word; /a|b/ finds either of two");
                    case "NOT" -> notes.add("'NOT' was searched as a word; -word leaves it out");
                    default -> {
                        // A word like any other; AND is one too, and is what words mean anyway.
                    }
                }
            }
        }
    }

    private void add(Token token, SearchMode mode) {
        List<QueryItem> items = token.negated() ? unwanted : wanted;
        String text = token.text();
        if (isOnlyWords(token.kind(), mode)) {
            identifiers(text).forEach(word -> items.add(new QueryItem.Word(word)));
            return;
        }
        switch (token.kind()) {
            case FIELD -> restrict(token);
            case WORD -> items.add(new QueryItem.Word(text));
            case PREFIX -> items.add(new QueryItem.Prefix(text.substring(0, text.length() - 1)));
            case PROSE -> items.add(new QueryItem.Word(text.substring(0, text.length() - 1)));
            case QUALIFIED, CODE -> items.add(new QueryItem.Exact(text, QualifiedName.of(text)));
            case QUOTED -> items.add(new QueryItem.Exact(text, Optional.empty()));
            case REGEX -> items.add(new QueryItem.Regex(text));
        }
    }

    /** What is asked for in words is written with brackets, dots and quotes like any sentence. */
    private static boolean isOnlyWords(Token.Kind kind, SearchMode mode) {
        return switch (kind) {
            case QUALIFIED, CODE -> mode != SearchMode.AUTO;
            case QUOTED -> mode == SearchMode.MEANING;
            case WORD, PREFIX, PROSE, REGEX, FIELD -> false;
        };
    }

    /**
     * Returns whether a query is written in words, though there are brackets and the like in it: at
     * least three words, no fewer than there are other pieces, and quotes and what only code has
     * only where the words are a sentence. An option of a program, such as {@code --color=auto}, is
     * not code.
     */
    public static boolean isProse(String query) {
        List<Token> tokens = Tokens.of(query);
        List<String> words =
                tokens.stream()
                        .filter(token ->
                                token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.PROSE)
                        .map(Token::text)
                        .toList();
        boolean mixed =
                tokens.stream()
                        .anyMatch(token ->
                                token.kind() == Token.Kind.QUOTED
                                        || hasCode(query.substring(token.start(), token.end())));
        return words.size() >= FEWEST_WORDS_OF_PROSE
                && 2 * words.size() >= tokens.size()
                && (!mixed || StopWords.areSentence(words));
    }

    private static boolean hasCode(String text) {
        return !text.startsWith("-") && text.chars().anyMatch(c -> CODE_CHARACTERS.indexOf(c) >= 0);
    }

    /**
     * Returns whether a query may be looked for by its words where no file has its texts: one that
     * is nothing but text, or a sentence with quotes in it.
     */
    public static boolean mayMeanWords(Query query) {
        return query.mode() == SearchMode.TEXT
                || (query.mode() == SearchMode.AUTO
                        && !query.texts().isEmpty()
                        && query.texts().stream().noneMatch(QueryItem.Regex.class::isInstance)
                        && isProse(query.text()));
    }

    private void restrict(Token token) {
        List<String> values = List.of(token.text().split(",", -1));
        if (values.contains("")) {
            throw new QuerySyntaxException(
                    query, token.start(), "'%s:' has an empty value".formatted(token.field().id()));
        }
        restrictions.add(new Restriction(token.field(), values, token.negated()));
    }

    private void requireSomething(String text) {
        if (text.isBlank()) {
            throw new QuerySyntaxException(query, 0, "there is nothing to look for");
        }
    }

    private Query result(SearchMode mode) {
        return new Query(query, mode, wanted, unwanted, restrictions, notes);
    }

    /** Returns what a query says in words: without restrictions and what is to be left out. */
    static String prose(String query) {
        return Tokens.of(query).stream()
                .filter(token -> token.kind() != Token.Kind.FIELD && !token.negated())
                .map(token -> query.substring(token.start(), token.end()))
                .collect(Collectors.joining(" "));
    }

    /** Returns the words of texts that were not found, to look for them instead. */
    public static List<QueryItem.Word> wordsOf(Query query) {
        Set<String> words = new LinkedHashSet<>();
        for (QueryItem item : query.wanted()) {
            if (item instanceof QueryItem.Exact(String text, Optional<QualifiedName> _)) {
                words.addAll(identifiers(text));
            }
        }
        List<QueryItem.Word> telling =
                words.stream()
                        .filter(word -> word.length() > 1 && !StopWords.contains(word))
                        .map(QueryItem.Word::new)
                        .limit(MAX_ITEMS)
                        .collect(Collectors.toList());
        query.words().forEach(word -> telling.add(new QueryItem.Word(word.text())));
        return telling;
    }

    private static List<String> identifiers(String text) {
        List<String> found = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && SearchWords.isIdentifierCharacter(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                found.add(text.substring(start, i));
                start = -1;
            }
        }
        return found;
    }
}
