package dev.cairn.index.search;

import dev.cairn.index.search.line.MatchedLine;
import java.util.Optional;

/**
 * Something that a search found, before its line is known.
 *
 * @param file the file
 * @param place what it is
 * @param tier how it was found; all of a lower tier come before those of a higher one
 * @param score how well it matches within its tier, higher is better
 * @param matched the line that matches, if that is what was looked for
 */
record Found(FileRow file, Place place, int tier, double score, Optional<MatchedLine> matched) {

    /**
     * A definition, or the text of a file outside of definitions.
     *
     * @param piece the id in code_content; 0 if it was not found there
     * @param definition the id in definitions; 0 for text outside of them
     */
    record Place(
            long piece,
            long definition,
            String kind,
            String name,
            String qualifiedName,
            String signature,
            long line,
            boolean exported) {

        /** Returns a place that is known by its file and line only. */
        static Place ofLine(FileRow file, int line) {
            return new Place(0, 0, "file", name(file), file.path(), "", line, false);
        }

        private static String name(FileRow file) {
            return file.path().substring(file.path().lastIndexOf('/') + 1);
        }
    }

    /** Returns the same find as one of another way of searching. */
    Found inTier(int other) {
        return new Found(file, place, other, score, matched);
    }

    /**
     * Compares by tier, score, path and line. Written out, because a start-up cache cannot hold the
     * comparators that the JDK composes.
     */
    static int bestFirst(Found a, Found b) {
        int order = Integer.compare(a.tier, b.tier);
        order = order != 0 ? order : Double.compare(b.score, a.score);
        order = order != 0 ? order : a.file.path().compareTo(b.file.path());
        return order != 0 ? order : Long.compare(a.place.line, b.place.line);
    }

    /** Returns what makes it the same as one that was found in another way. */
    long key() {
        return place.definition > 0 ? place.definition : -place.piece;
    }
}
