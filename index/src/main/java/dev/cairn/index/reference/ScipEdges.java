package dev.cairn.index.reference;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The edges that an imported SCIP index knows. In a file that it covers, what it says is exact: a
 * use is one of the definition, or of another one.
 */
final class ScipEdges {

    private static final int MOST = 5_000;

    private final DatabaseDriver driver;
    private final boolean none;
    private final Map<Long, Boolean> covered = new HashMap<>();
    private final Map<Long, Optional<Long>> symbols = new HashMap<>();
    private final Map<Long, Set<Place>> uses = new HashMap<>();

    ScipEdges(DatabaseDriver driver) {
        this.driver = driver;
        this.none = driver.queryValue("SELECT 1 FROM scip_symbols LIMIT 1").isEmpty();
    }

    /** Returns whether no SCIP index was imported. */
    boolean isEmpty() {
        return none;
    }

    private record Place(long file, long line, long column) {}

    /** Returns whether a use is one of a definition; empty if that is not known. */
    Optional<Boolean> isUse(Use use, DefinitionRow target) {
        if (none || !isCovered(use.fileId())) {
            return Optional.empty();
        }
        return symbol(target)
                .map(id -> uses(id).contains(new Place(use.fileId(), use.line(), use.column())));
    }

    private boolean isCovered(long file) {
        return covered.computeIfAbsent(
                file,
                id ->
                        driver.queryValue(
                                        "SELECT 1 FROM scip_occurrences WHERE file_id = ? LIMIT 1",
                                        id)
                                .isPresent());
    }

    /** Returns the symbol that is defined where a definition has its name. */
    private Optional<Long> symbol(DefinitionRow row) {
        return symbols.computeIfAbsent(
                row.id(),
                id ->
                        driver.queryValue(
                                        "SELECT o.symbol_id FROM scip_occurrences o JOIN"
                                                + " definitions d ON d.file_id = o.file_id AND d.line ="
                                                + " o.line AND d.\"column\" = o.\"column\" WHERE d.id ="
                                                + " ? AND o.definition <> 0",
                                        id)
                                .map(Long.class::cast));
    }

    private Set<Place> uses(long symbol) {
        return uses.computeIfAbsent(
                symbol,
                id -> {
                    Set<Place> places = new HashSet<>();
                    try (Rows rows =
                            driver.query(
                                    "SELECT file_id, line, \"column\" FROM scip_occurrences"
                                            + " WHERE symbol_id = ? AND definition = 0",
                                    id)) {
                        while (rows.next()) {
                            places.add(
                                    new Place(rows.integer(0), rows.integer(1), rows.integer(2)));
                        }
                    }
                    return places;
                });
    }

    /** Returns the uses that are written under another name, such as one that an import gives. */
    List<Edge> otherUses(DefinitionRow target, Collection<Edge> known, int depth) {
        Optional<Long> symbol = none ? Optional.empty() : symbol(target);
        if (symbol.isEmpty()) {
            return List.of();
        }
        Set<Place> seen = new HashSet<>();
        known.forEach(edge -> {
            Use use = edge.use();
            seen.add(new Place(use.fileId(), use.line(), use.column()));
        });
        List<Edge> edges = new ArrayList<>();
        for (Use use : usesOf(symbol.get(), target)) {
            if (seen.add(new Place(use.fileId(), use.line(), use.column()))) {
                edges.add(new Edge(depth, use, Optional.of(target), Certainty.EXACT));
            }
        }
        return edges;
    }

    private List<Use> usesOf(long symbol, DefinitionRow target) {
        List<Use> found = new ArrayList<>();
        // Of the definitions around a place the one that begins last is the innermost.
        try (Rows rows =
                driver.query(
                        "SELECT o.file_id, f.project_id, p.root_path, f.path, f.language, o.line,"
                                + " o.\"column\", coalesce((SELECT max(d.id) FROM definitions d"
                                + " WHERE d.file_id = o.file_id AND d.line <= o.line"
                                + " AND d.end_line >= o.line), 0)"
                                + " FROM scip_occurrences o JOIN files f ON f.id = o.file_id"
                                + " JOIN projects p ON p.id = f.project_id"
                                + " WHERE o.symbol_id = ? AND o.definition = 0 AND f.deleted = 0"
                                + " ORDER BY f.path, o.line LIMIT ?",
                        symbol,
                        MOST)) {
            while (rows.next()) {
                found.add(
                        new Use(
                                rows.integer(0),
                                new IndexedFile(text(rows, 1), text(rows, 2), text(rows, 3)),
                                text(rows, 4),
                                target.name(),
                                "name",
                                Optional.empty(),
                                rows.integer(5),
                                rows.integer(6),
                                rows.integer(7),
                                name(rows.integer(7)),
                                false));
            }
        }
        return found;
    }

    /** The definitions that a SCIP index says are used in a piece of a file, by place. */
    static final class Callees {

        private final Map<Place, DefinitionRow> targets;

        private Callees(Map<Place, DefinitionRow> targets) {
            this.targets = new LinkedHashMap<>(targets);
        }

        /** Returns the edge of a use, once; empty if the SCIP index has no definition for it. */
        Optional<Edge> take(Use use, int depth) {
            Place place = new Place(use.fileId(), use.line(), use.column());
            return Optional.ofNullable(targets.remove(place))
                    .map(target -> new Edge(depth, use, Optional.of(target), Certainty.EXACT));
        }

        /** Returns the edges that were not taken, which the code index has no uses for. */
        List<Edge> others(DefinitionRow user, int depth) {
            List<Edge> edges = new ArrayList<>();
            targets.forEach((place, target) -> {
                Use use =
                        new Use(
                                place.file(),
                                user.file(),
                                user.language(),
                                target.name(),
                                "name",
                                Optional.empty(),
                                place.line(),
                                place.column(),
                                user.id(),
                                user.qualifiedName(),
                                false);
                edges.add(new Edge(depth, use, Optional.of(target), Certainty.EXACT));
            });
            return edges;
        }
    }

    /**
     * Returns what a definition uses.
     *
     * @param most the number of places that are read
     */
    Callees callees(DefinitionRow user, int most) {
        Map<Place, Long> ids = new LinkedHashMap<>();
        if (!none && isCovered(user.fileId())) {
            readCallees(user, most, ids);
        }
        Map<Long, DefinitionRow> rows = definitions(ids.values());
        Map<Place, DefinitionRow> targets = new LinkedHashMap<>();
        ids.forEach((place, id) ->
                Optional.ofNullable(rows.get(id)).ifPresent(row -> targets.put(place, row)));
        return new Callees(targets);
    }

    private void readCallees(DefinitionRow user, int most, Map<Place, Long> ids) {
        try (Rows rows =
                driver.query(
                        "SELECT o.line, o.\"column\", d.id FROM scip_occurrences o"
                                + " JOIN scip_occurrences t ON t.symbol_id = o.symbol_id"
                                + " AND t.definition <> 0"
                                + " JOIN definitions d ON d.file_id = t.file_id"
                                + " AND d.line = t.line AND d.\"column\" = t.\"column\""
                                + " WHERE o.file_id = ? AND o.line BETWEEN ? AND ?"
                                + " AND o.definition = 0"
                                + " ORDER BY o.line, o.\"column\", d.id LIMIT ?",
                        user.fileId(),
                        user.line(),
                        user.endLine(),
                        most)) {
            while (rows.next()) {
                ids.putIfAbsent(
                        new Place(user.fileId(), rows.integer(0), rows.integer(1)),
                        rows.integer(2));
            }
        }
    }

    private Map<Long, DefinitionRow> definitions(Collection<Long> ids) {
        Map<Long, DefinitionRow> found = new HashMap<>();
        if (!ids.isEmpty()) {
            String list = new TreeSet<>(ids).toString();
            String in = "d.id IN " + IndexStatements.of(driver).ids();
            try (Rows rows = driver.query(DefinitionRow.SELECT_PLACE + in, list)) {
                while (rows.next()) {
                    DefinitionRow row = DefinitionRow.read(rows);
                    found.put(row.id(), row);
                }
            }
        }
        return found;
    }

    private String name(long definition) {
        return definition == 0
                ? ""
                : driver.queryValue(
                                "SELECT qualified_name FROM definitions WHERE id = ?", definition)
                        .map(Object::toString)
                        .orElse("");
    }

    private static String text(Rows rows, int column) {
        return rows.requiredText(column);
    }
}
