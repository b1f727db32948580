package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.IndexedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The list of terms in parentheses that keys, UNIQUE constraints and indexes have.
 *
 * @param terms the terms in order
 * @param autoincrement whether AUTOINCREMENT stands behind the last, as a primary key may have it
 */
record IndexedTerms(List<IndexedColumn> terms, boolean autoincrement) {

    static IndexedTerms read(TokenReader reader) {
        reader.expect("(");
        List<SqlToken> inner = reader.tokensUntilClosed();
        boolean autoincrement = !inner.isEmpty() && inner.getLast().is("AUTOINCREMENT");
        if (autoincrement) {
            inner = inner.subList(0, inner.size() - 1);
        }
        List<IndexedColumn> terms = new ArrayList<>();
        for (List<SqlToken> term : TokenReader.splitAtCommas(inner)) {
            if (term.isEmpty()) {
                throw reader.error("a column or an expression");
            }
            terms.add(term(reader, term));
        }
        return new IndexedTerms(List.copyOf(terms), autoincrement);
    }

    private static IndexedColumn term(TokenReader reader, List<SqlToken> tokens) {
        boolean descending = tokens.size() > 1 && tokens.getLast().is("DESC");
        boolean ordered = descending || (tokens.size() > 1 && tokens.getLast().is("ASC"));
        List<SqlToken> value = ordered ? tokens.subList(0, tokens.size() - 1) : tokens;
        return value(reader, value, Optional.empty(), descending);
    }

    /** Parentheses and COLLATE may stand around a column without making an expression of it. */
    private static IndexedColumn value(
            TokenReader reader,
            List<SqlToken> tokens,
            Optional<String> collation,
            boolean descending) {
        int size = tokens.size();
        if (size == 1 && tokens.getFirst().isName()) {
            return new IndexedColumn(tokens.getFirst().unquoted(), true, collation, descending);
        }
        if (size > 2 && tokens.get(size - 2).is("COLLATE") && tokens.getLast().isName()) {
            Optional<String> outermost =
                    collation.or(() -> Optional.of(tokens.getLast().unquoted()));
            return value(reader, tokens.subList(0, size - 2), outermost, descending);
        }
        List<SqlToken> inner = insideParentheses(tokens);
        return inner.size() < size
                ? value(reader, inner, collation, descending)
                : new IndexedColumn(reader.textOf(tokens), false, collation, descending);
    }

    private static List<SqlToken> insideParentheses(List<SqlToken> tokens) {
        int size = tokens.size();
        if (size < 3 || !tokens.getFirst().is("(")) {
            return tokens;
        }
        int depth = 0;
        for (int i = 0; i < size; i++) {
            depth += TokenReader.depthChange(tokens.get(i));
            if (depth == 0) {
                return i == size - 1 ? tokens.subList(1, size - 1) : tokens;
            }
        }
        return tokens;
    }
}
