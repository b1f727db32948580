package dev.cairn.index.search;

import dev.cairn.index.answer.Total;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the ways of a search found, each once, in the order in which it is shown. */
final class FoundHits {

    private final Map<Long, Found> byKey = new LinkedHashMap<>();
    private final List<Found> lines = new ArrayList<>();
    private boolean exact = true;
    private boolean filledUp;
    private long further;
    private final Set<Long> furtherFiles = new HashSet<>();

    /** Adds what is not known yet. */
    void add(List<Found> more) {
        more.forEach(found -> byKey.putIfAbsent(found.key(), found));
    }

    /** Adds a line, of which a file can have many. */
    void addLine(Found found) {
        lines.add(found);
    }

    /** Counts hits that are not shown on any page that can be asked for now. */
    void count(long file, int hits) {
        further += hits;
        if (hits > 0) {
            furtherFiles.add(file);
        }
    }

    /** Records that there may be more than was found. */
    void isBounded() {
        exact = false;
    }

    /** Records that the last of the hits do not have all words. */
    void isFilledUp() {
        filledUp = true;
    }

    boolean filledUp() {
        return filledUp;
    }

    int size() {
        return byKey.size() + lines.size();
    }

    /** Returns the files of what was found as definitions or pieces. */
    Set<Long> files() {
        Set<Long> files = new HashSet<>();
        byKey.values().forEach(found -> files.add(found.file().id()));
        return files;
    }

    Total total() {
        return new Total(size() + further, exact);
    }

    Total totalFiles() {
        Set<Long> files = files();
        files.addAll(furtherFiles);
        lines.forEach(found -> files.add(found.file().id()));
        return new Total(files.size(), exact);
    }

    /** Returns how the hits that were found spread. */
    SearchFacets facets() {
        List<Found> all = new ArrayList<>(byKey.values());
        all.addAll(lines);
        return SearchFacets.of(all, total());
    }

    /** Returns some of the hits: definitions by their rank, then lines in the order found. */
    List<Found> page(int offset, int limit) {
        List<Found> all = new ArrayList<>(byKey.values());
        all.sort(Found::bestFirst);
        all.addAll(lines);
        int from = Math.min(offset, all.size());
        return all.subList(from, Math.min(all.size(), from + limit));
    }
}
