package dev.cairn.index.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a query says.
 *
 * @param text the query as it was written
 * @param mode how it was read; {@code AUTO} for words and the filters between them
 * @param wanted what must be found
 * @param unwanted what must not be found in the same file
 * @param restrictions the conditions on files and definitions
 * @param notes what a person should know about how it was read
 */
public record Query(
        String text,
        SearchMode mode,
        List<QueryItem> wanted,
        List<QueryItem> unwanted,
        List<Restriction> restrictions,
        List<String> notes) {

    public Query {
        wanted = List.copyOf(wanted);
        unwanted = List.copyOf(unwanted);
        restrictions = List.copyOf(restrictions);
        notes = List.copyOf(notes);
    }

    /** Returns the wanted words and beginnings of words. */
    public List<QueryItem.Indexed> words() {
        return only(wanted, QueryItem.Indexed.class).toList();
    }

    /** Returns the wanted texts and patterns. */
    public List<QueryItem.OfText> texts() {
        return only(wanted, QueryItem.OfText.class).toList();
    }

    /** Returns what was written without restrictions and what is to be left out. */
    public String prose() {
        return QueryParser.prose(text);
    }

    /** Returns whether the words ask for something, of which not all need to be found. */
    public boolean isQuestion() {
        return mode == SearchMode.QUESTION || mode == SearchMode.MEANING;
    }

    /** Returns the restrictions on one field. */
    public List<Restriction> restrictions(Field field) {
        return restrictions.stream().filter(some -> some.field() == field).toList();
    }

    /** Returns the same query with other words, of which not all need to be found. */
    public Query asWords(List<? extends QueryItem> words, String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new Query(
                text, SearchMode.QUESTION, List.copyOf(words), unwanted, restrictions, all);
    }

    private static <T> Stream<T> only(List<QueryItem> items, Class<T> type) {
        return items.stream().filter(type::isInstance).map(type::cast);
    }
}
