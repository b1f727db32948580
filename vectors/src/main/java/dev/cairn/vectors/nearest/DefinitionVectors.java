package dev.cairn.vectors.nearest;

import dev.cairn.index.meaning.Nearest;
import dev.cairn.index.search.DefinitionFilter;
import dev.cairn.vectors.model.Embedding;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose meanings the vectors are: each text has one vector, and any number of definitions. The
 * definitions are exchanged as a whole when the index changes; vectors are only added.
 *
 * <p>It may be used by several threads; one at a time gets in.
 */
public final class DefinitionVectors {

    private final VectorIndex index;
    private final Map<TextHash, Integer> numbers = new HashMap<>();
    private List<Definition> definitions = List.of();

    /** The definitions of each vector; -1 ends a chain. */
    private int[] firstOf = new int[0];

    private int[] nextOf = new int[0];
    private BitSet used = new BitSet();
    private long embedded;

    /** Makes an empty one for vectors of so many numbers. */
    public DefinitionVectors(int dimensions) {
        this.index = new VectorIndex(dimensions);
    }

    /**
     * A definition of the index.
     *
     * @param id its row
     * @param file the row of its file
     * @param kind its kind
     * @param text the hash of its text
     */
    public record Definition(long id, long file, String kind, TextHash text) {}

    /** Adds the vector of a text, if it is not known yet. */
    public synchronized void add(TextHash text, byte[] vector) {
        if (!numbers.containsKey(text)) {
            numbers.put(text, index.add(vector));
        }
    }

    /** Returns whether the vector of a text is known. */
    public synchronized boolean has(TextHash text) {
        return numbers.containsKey(text);
    }

    /** Returns how many vectors there are. */
    public synchronized int size() {
        return index.size();
    }

    /** Returns how many definitions have a vector. */
    public synchronized long embedded() {
        return embedded;
    }

    /** Returns how many definitions there are. */
    public synchronized long definitions() {
        return definitions.size();
    }

    /** Exchanges the definitions. */
    public synchronized void replace(List<Definition> all) {
        definitions = List.copyOf(all);
        relate();
    }

    /** Relates the definitions to the vectors that are there now. */
    public synchronized void relate() {
        firstOf = new int[index.size()];
        java.util.Arrays.fill(firstOf, -1);
        nextOf = new int[definitions.size()];
        used = new BitSet();
        embedded = 0;
        for (int i = definitions.size() - 1; i >= 0; i--) {
            Integer number = numbers.get(definitions.get(i).text());
            nextOf[i] = -1;
            if (number != null) {
                nextOf[i] = firstOf[number];
                firstOf[number] = i;
                used.set(number);
                embedded++;
            }
        }
    }

    /** Returns the definitions whose vectors are nearest, the nearest first. */
    public synchronized List<Nearest.Near> nearest(
            Embedding target, int limit, Optional<DefinitionFilter> filter) {
        BitSet allowed = filter.map(this::allowed).orElse(used);
        List<Nearest.Near> found = new ArrayList<>();
        for (VectorIndex.Neighbour neighbour : index.nearest(target, limit, allowed)) {
            for (int i = firstOf[neighbour.number()]; i >= 0; i = nextOf[i]) {
                Definition definition = definitions.get(i);
                if (found.size() < limit && fits(filter, definition)) {
                    found.add(
                            new Nearest.Near(
                                    definition.id(),
                                    definition.text().hex(),
                                    neighbour.similarity()));
                }
            }
        }
        return found;
    }

    private BitSet allowed(DefinitionFilter filter) {
        BitSet allowed = new BitSet(index.size());
        for (int number = used.nextSetBit(0); number >= 0; number = used.nextSetBit(number + 1)) {
            for (int i = firstOf[number]; i >= 0; i = nextOf[i]) {
                if (fits(Optional.of(filter), definitions.get(i))) {
                    allowed.set(number);
                }
            }
        }
        return allowed;
    }

    private static boolean fits(Optional<DefinitionFilter> filter, Definition definition) {
        return filter.isEmpty()
                || filter.get().fits(definition.id(), definition.file(), definition.kind());
    }
}
