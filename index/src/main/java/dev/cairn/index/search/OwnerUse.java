package dev.cairn.index.search;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Orders definitions of one name, such as the many methods {@code get}, by how many files use what
 * they are members of: the one that is meant is more likely a member of {@code Map} than of a type
 * that few files use.
 */
final class OwnerUse {

    /** How many of the best definitions are compared. */
    private static final int MOST = 60;

    /** Less than the distance between two groups of kinds in {@link NameRank}. */
    private static final double MOST_GAIN = 1.9;

    private static final double GAIN_OF_TEN_TIMES = 0.5;

    private OwnerUse() {}

    /** Returns the definitions with what the use of their owners adds to their scores. */
    static List<Found> ranked(DatabaseDriver driver, List<Found> found) {
        if (found.size() < 2) {
            return found;
        }
        List<Found> best =
                found.stream().sorted((a, b) -> Double.compare(b.score(), a.score())).toList();
        List<Found> compared = best.subList(0, Math.min(MOST, best.size()));
        Set<String> owners =
                compared.stream()
                        .map(some -> owner(some.place()))
                        .filter(owner -> !owner.isEmpty())
                        .collect(Collectors.toSet());
        Map<String, Long> files = owners.isEmpty() ? Map.of() : files(driver, owners);
        return best.stream().map(some -> raised(some, files)).toList();
    }

    private static Found raised(Found found, Map<String, Long> files) {
        long count = files.getOrDefault(owner(found.place()), 0L);
        double gain = Math.min(MOST_GAIN, GAIN_OF_TEN_TIMES * Math.log10(1.0 + count));
        return new Found(
                found.file(), found.place(), found.tier(), found.score() + gain, found.matched());
    }

    private static String owner(Found.Place place) {
        String[] names = place.qualifiedName().split("::|\\.", -1);
        return names.length < 2 ? "" : names[names.length - 2];
    }

    private static Map<String, Long> files(DatabaseDriver driver, Collection<String> names) {
        String marks = String.join(", ", Collections.nCopies(names.size(), "?"));
        Map<String, Long> files = new HashMap<>();
        try (Rows rows =
                driver.query(
                        "SELECT n.name, count(DISTINCT s.file_id) FROM names n"
                                + " JOIN symbols s ON s.name_id = n.id WHERE n.name IN ("
                                + marks
                                + ") GROUP BY n.name",
                        names.toArray())) {
            while (rows.next()) {
                files.put(rows.requiredText(0), rows.integer(1));
            }
        }
        return files;
    }
}
