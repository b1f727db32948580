package dev.cairn.schema.compare;

import dev.cairn.schema.Identifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The rename hints of a definition that are still to be carried out.
 *
 * <p>A hint whose new name does not exist and whose former one does is still to be done; that frees
 * the former name, so that the hint of the object that takes it over is too. Names that go round in
 * a circle exist before and after, so only the look of the objects can tell.
 */
final class RenameHints {

    private final Map<String, String> formerByKey = new HashMap<>();
    private final Map<String, String> nameByKey = new HashMap<>();
    private final Map<String, String> liveByKey = new HashMap<>();

    /**
     * Takes the hints and the names that exist.
     *
     * @param hints the former names by the declared ones
     */
    RenameHints(Map<String, String> hints, List<String> liveNames) {
        hints.forEach((name, former) -> {
            if (!Identifier.same(name, former)) {
                nameByKey.put(Identifier.key(name), name);
                formerByKey.put(Identifier.key(name), former);
            }
        });
        liveNames.forEach(name -> liveByKey.put(Identifier.key(name), name));
    }

    /**
     * Returns the live names by the keys of the declared ones that they have to get.
     *
     * @param looksSwapped whether the object of the second name looks more like the declared object
     *     of the first name than the one that has that name
     */
    Map<String, String> stillToDo(BiPredicate<String, String> looksSwapped) {
        Map<String, String> renames = new HashMap<>();
        Set<String> taken = new HashSet<>();
        formerByKey.keySet().stream()
                .sorted()
                .filter(key -> !liveByKey.containsKey(key))
                .forEach(key -> follow(key, renames, taken));
        formerByKey.keySet().stream()
                .sorted()
                .filter(key -> !renames.containsKey(key))
                .forEach(key ->
                        circleFrom(key)
                                .filter(circle -> allLookSwapped(circle, looksSwapped))
                                .ifPresent(circle ->
                                        circle.forEach(name -> take(name, renames, taken))));
        return renames;
    }

    private void follow(String start, Map<String, String> renames, Set<String> taken) {
        String key = start;
        while (take(key, renames, taken)) {
            key = Identifier.key(formerByKey.getOrDefault(key, key));
        }
    }

    private boolean take(String key, Map<String, String> renames, Set<String> taken) {
        String former = formerByKey.get(key);
        String liveName = former == null ? null : liveByKey.get(Identifier.key(former));
        if (liveName == null || renames.containsKey(key) || !taken.add(Identifier.key(liveName))) {
            return false;
        }
        renames.put(key, liveName);
        return true;
    }

    private Optional<Set<String>> circleFrom(String start) {
        Set<String> circle = new HashSet<>();
        String key = start;
        while (circle.add(key)) {
            String former = formerByKey.get(key);
            if (former == null || !liveByKey.containsKey(key)) {
                return Optional.empty();
            }
            key = Identifier.key(former);
        }
        return key.equals(start) ? Optional.of(circle) : Optional.empty();
    }

    private boolean allLookSwapped(Set<String> circle, BiPredicate<String, String> looksSwapped) {
        return circle.stream()
                .allMatch(key ->
                        looksSwapped.test(
                                nameByKey.getOrDefault(key, key),
                                formerByKey.getOrDefault(key, key)));
    }
}
