package dev.cairn.index.search.query;

import dev.cairn.index.extract.SearchWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Divides a query into its pieces. Nothing is an error here, because a query may be pasted code.
 */
final class Tokens {

    private final String query;
    private int position;

    private Tokens(String query) {
        this.query = query;
    }

    static List<Token> of(String query) {
        Tokens tokens = new Tokens(query);
        List<Token> all = new ArrayList<>();
        while (tokens.skipSpace()) {
            all.add(tokens.next());
        }
        return all;
    }

    private boolean skipSpace() {
        while (position < query.length() && Character.isWhitespace(query.charAt(position))) {
            position++;
        }
        return position < query.length();
    }

    private Token next() {
        int start = position;
        boolean negated =
                query.charAt(start) == '-' && start + 1 < query.length() && mayBeLeftOut(start + 1);
        int from = negated ? start + 1 : start;
        return switch (query.charAt(from)) {
            case '"' -> quoted(start, from, negated);
            case '/' -> regex(start, from, negated);
            default -> plain(start, from, negated);
        };
    }

    private boolean mayBeLeftOut(int at) {
        char c = query.charAt(at);
        return Character.isLetter(c) || c == '_' || c == '"' || c == '/';
    }

    private Token quoted(int start, int from, boolean negated) {
        int close = query.indexOf('"', from + 1);
        if (close <= from + 1 || !endsToken(close + 1)) {
            return plain(start, from, negated);
        }
        position = close + 1;
        return token(Token.Kind.QUOTED, query.substring(from + 1, close), negated, start);
    }

    /** A comment, a division and a path begin with a slash too. */
    private Token regex(int start, int from, boolean negated) {
        boolean code = from + 1 < query.length() && "/* \t".indexOf(query.charAt(from + 1)) >= 0;
        int close = code ? -1 : closingSlash(from + 1);
        if (close < 0) {
            return plain(start, from, negated);
        }
        position = close + 1;
        return token(Token.Kind.REGEX, query.substring(from + 1, close), negated, start);
    }

    private int closingSlash(int from) {
        for (int i = from; i < query.length(); i++) {
            if (query.charAt(i) == '\\') {
                i++;
            } else if (query.charAt(i) == '/' && endsToken(i + 1) && i > from) {
                return i;
            }
        }
        return -1;
    }

    private boolean endsToken(int at) {
        return at >= query.length() || Character.isWhitespace(query.charAt(at));
    }

    private Token plain(int start, int from, boolean negated) {
        position = from;
        Optional<Token> field = field(start, from, negated);
        if (field.isPresent()) {
            return field.get();
        }
        while (!endsToken(position)) {
            position++;
        }
        String text = query.substring(from, position);
        return token(kind(text), text, negated, start);
    }

    private Optional<Token> field(int start, int from, boolean negated) {
        int colon = from;
        while (colon < query.length() && Character.isLetter(query.charAt(colon))) {
            colon++;
        }
        Optional<Field> field = Field.named(query.substring(from, colon));
        boolean value =
                colon + 1 < query.length()
                        && query.charAt(colon) == ':'
                        && query.charAt(colon + 1) != ':'
                        && !endsToken(colon + 1);
        if (field.isEmpty() || !value) {
            return Optional.empty();
        }
        String text = value(colon + 1);
        return Optional.of(
                new Token(Token.Kind.FIELD, text, field.get(), negated, start, position));
    }

    private String value(int from) {
        int close = query.charAt(from) == '"' ? query.indexOf('"', from + 1) : -1;
        if (close > from + 1) {
            position = close + 1;
            return query.substring(from + 1, close);
        }
        position = from;
        while (!endsToken(position)) {
            position++;
        }
        return query.substring(from, position);
    }

    private Token token(Token.Kind kind, String text, boolean negated, int start) {
        return new Token(kind, text, Field.NAME, negated, start, position);
    }

    private static Token.Kind kind(String text) {
        int end = text.length();
        if (isWord(text)) {
            return Token.Kind.WORD;
        }
        String shorter = text.substring(0, end - 1);
        if (isWord(shorter) && text.charAt(end - 1) == '*') {
            return Token.Kind.PREFIX;
        }
        if (isWord(shorter) && ",?!.".indexOf(text.charAt(end - 1)) >= 0) {
            return Token.Kind.PROSE;
        }
        return QualifiedName.of(text).isPresent() ? Token.Kind.QUALIFIED : Token.Kind.CODE;
    }

    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> SearchWords.isIdentifierCharacter((char) c));
    }
}
