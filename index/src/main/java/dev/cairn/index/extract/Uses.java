package dev.cairn.index.extract;

import dev.cairn.index.extract.SymbolUse.Kind;
import dev.cairn.index.parse.Lines;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gathers the names that a text uses. A name counts once, as what the first one that added it said.
 * Names of parameters and local variables are left out: they say nothing outside of their function.
 */
final class Uses {

    private static final int MAX_RECEIVER = 80;
    private static final Pattern PATH =
            Pattern.compile("[\\p{L}\\p{N}_$@*&]+((\\.|::|->|\\?\\.|\\\\)[\\p{L}\\p{N}_$#]+)*");

    private final List<Use> uses = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private final Map<Integer, Set<String>> locals = new HashMap<>();
    private final Map<Integer, Set<String>> localTypes = new HashMap<>();

    private record Use(int start, Kind kind, String name, String receiver, int definition) {}

    private record Key(Kind kind, String name, String receiver) {}

    /**
     * Adds a name.
     *
     * @param definition the number of the definition around it in the order in which they were
     *     found, or -1
     */
    void add(int start, Kind kind, String name, String receiver, int definition) {
        if (!name.isEmpty() && !taken.get(start)) {
            taken.set(start);
            uses.add(new Use(start, kind, name, shortened(receiver), definition));
        }
    }

    /** Leaves out the name at an offset. */
    void leaveOut(int start) {
        taken.set(start);
    }

    /** Leaves out a name inside of a definition, where it is a local one. */
    void local(String name, int definition) {
        locals.computeIfAbsent(definition, missing -> new HashSet<>()).add(name);
    }

    /** Leaves out a type parameter inside of a definition. */
    void localType(String name, int definition) {
        localTypes.computeIfAbsent(definition, missing -> new HashSet<>()).add(name);
    }

    /**
     * Returns what was added.
     *
     * @param parents the number of the definition around each, or -1
     * @param places the index of each definition in the file's list
     */
    List<SymbolUse> all(int[] parents, int[] places, Lines lines) {
        Map<Key, UsePlaces.Builder> found = new LinkedHashMap<>();
        uses.sort((a, b) -> Integer.compare(a.start, b.start));
        for (Use use : uses) {
            if (!use.receiver.isEmpty() || !isLocal(use, parents)) {
                int definition = use.definition < 0 ? -1 : places[use.definition];
                int line = lines.line(use.start);
                found.computeIfAbsent(
                                new Key(use.kind, use.name, use.receiver),
                                missing -> new UsePlaces.Builder())
                        .add(line, use.start - lines.start(line) + 1, definition);
            }
        }
        List<SymbolUse> all = new ArrayList<>();
        found.forEach(
                (key, at) -> all.add(new SymbolUse(key.name, key.kind, key.receiver, at.build())));
        return all;
    }

    private boolean isLocal(Use use, int[] parents) {
        Map<Integer, Set<String>> names = use.kind == Kind.TYPE ? localTypes : locals;
        for (int around = use.definition; around >= 0; around = parents[around]) {
            if (names.getOrDefault(around, Set.of()).contains(use.name)) {
                return true;
            }
        }
        return false;
    }

    private static String shortened(String receiver) {
        boolean path =
                receiver.length() <= MAX_RECEIVER
                        && (receiver.isEmpty() || PATH.matcher(receiver).matches());
        return path ? receiver : SymbolUse.EXPRESSION;
    }
}
