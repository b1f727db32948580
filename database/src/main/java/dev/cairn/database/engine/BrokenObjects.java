package dev.cairn.database.engine;

import dev.cairn.schema.Identifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The views and triggers that the engine cannot use, because they name what is not there. What was
 * broken before a change is not its fault, so two of these are compared.
 */
public final class BrokenObjects {

    private final List<Broken> broken;
    private final List<Broken> onBrokenViews;
    private final int views;
    private final int triggers;

    /**
     * Makes the record of a search.
     *
     * @param broken what is broken, views first
     * @param onBrokenViews the triggers on views that are broken
     * @param views how many views there are
     * @param triggers how many triggers there are
     */
    public BrokenObjects(List<Broken> broken, List<Broken> onBrokenViews, int views, int triggers) {
        this.broken = List.copyOf(broken);
        this.onBrokenViews = List.copyOf(onBrokenViews);
        this.views = views;
        this.triggers = triggers;
    }

    /**
     * A view that is broken, or the triggers that one statement fires, of which one is.
     *
     * @param table the view, or the table or view that the triggers stand on
     * @param event what fires the triggers; empty for a view
     * @param names the view's or the triggers' names
     * @param reason what the engine says
     */
    public record Broken(String table, String event, List<String> names, String reason) {

        public Broken {
            names = List.copyOf(names);
        }

        /** Returns whether this is a view. */
        public boolean isView() {
            return event.isEmpty();
        }

        /** Returns object and reason in one line. */
        public String line() {
            String object =
                    isView()
                            ? "view " + table
                            : (names.size() == 1 ? "trigger " : "one of the triggers ")
                                    + String.join(", ", names)
                                    + " on "
                                    + table;
            return object + ": " + reason;
        }

        private boolean isSame(Broken other) {
            return table.equals(other.table) && event.equals(other.event);
        }
    }

    /** Returns how many views there are. */
    public int views() {
        return views;
    }

    /** Returns how many triggers there are. */
    public int triggers() {
        return triggers;
    }

    /**
     * Returns the reason for each view and trigger that cannot be used, by {@link Identifier#key}
     * of its name; triggers on a view that is broken are among them.
     */
    public Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (List<Broken> part : List.of(broken, onBrokenViews)) {
            for (Broken object : part) {
                object.names().forEach(name -> reasons.put(Identifier.key(name), object.reason()));
            }
        }
        return reasons;
    }

    /** Returns what is broken, views first. */
    public List<Broken> broken() {
        return broken;
    }

    /** Returns what is broken and was not broken then, one line each. */
    public List<String> newSince(BrokenObjects before) {
        return broken.stream()
                .filter(now -> before.broken.stream().noneMatch(now::isSame))
                .map(Broken::line)
                .toList();
    }
}
