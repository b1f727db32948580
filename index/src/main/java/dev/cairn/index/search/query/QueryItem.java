package dev.cairn.index.search.query;

import dev.cairn.index.extract.IdentifierParts;
import dev.cairn.index.extract.SearchWords;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One thing that a query looks for. */
public sealed interface QueryItem {

    /** Something that the full-text indexes know. */
    sealed interface Indexed extends QueryItem {

        /** Returns the text as it was written. */
        String text();

        /** Returns the expression that FTS5 finds it by. */
        String expression();

        /** Returns the words that it is made of; none if it is a single one. */
        List<String> parts();

        /** Returns whether it is only the beginning of what is looked for. */
        boolean isBeginning();
    }

    /** Something that only the text of a file can show. */
    sealed interface OfText extends QueryItem {}

    /**
     * A word: a whole identifier, or a part of one.
     *
     * @param text the word as it was written, made of letters, digits, {@code _} and {@code $}
     */
    record Word(String text) implements Indexed {

        @Override
        public String expression() {
            List<String> parts = parts();
            if (parts.isEmpty()) {
                return quoted(text.toLowerCase(Locale.ROOT));
            }
            String apart =
                    parts.stream().map(QueryItem::quoted).collect(Collectors.joining(" AND "));
            return "(" + quoted(SearchWords.whole(text)) + " OR (" + apart + "))";
        }

        @Override
        public List<String> parts() {
            return IdentifierParts.of(text);
        }

        @Override
        public boolean isBeginning() {
            return false;
        }
    }

    /**
     * The beginning of an identifier or word.
     *
     * @param text the beginning, without the {@code *}
     */
    record Prefix(String text) implements Indexed {

        @Override
        public String expression() {
            return quoted(text.toLowerCase(Locale.ROOT)) + " *";
        }

        @Override
        public List<String> parts() {
            return List.of();
        }

        @Override
        public boolean isBeginning() {
            return true;
        }
    }

    /**
     * A text, each character as it is.
     *
     * @param text the text; not empty, without line breaks
     * @param name what it says if it is the name of a definition with what is around it
     */
    record Exact(String text, Optional<QualifiedName> name) implements OfText {}

    /**
     * A regular expression.
     *
     * @param pattern the expression in the syntax of RE2
     */
    record Regex(String pattern) implements OfText {}

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
