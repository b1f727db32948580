package dev.cairn.index.reference;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TransactionMode;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.answer.Total;
import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.index.reference.References.Direction;
import dev.cairn.index.search.NameSearch;
import dev.cairn.index.search.query.QualifiedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Answers who uses what. */
public final class CodeReferences {

    private static final int MOST_DEFINITIONS = 50;
    private static final int MOST_USES = 5_000;

    /** Nearly always enough for all edges that are shown. */
    private static final int FIRST_USES = 600;

    private static final int MOST_EDGES = 500;
    private static final int MOST_DEPTH = 5;

    private final CodeDatabase database;
    private final AnswerFreshness freshness;

    /**
     * Makes the answers of a database that has the schema of the code index.
     *
     * @param freshness brings the files of an answer up to date
     */
    public CodeReferences(CodeDatabase database, AnswerFreshness freshness) {
        this.database = database;
        this.freshness = freshness;
    }

    /** Returns the definitions of a name, which may be qualified, without their uses. */
    public References definitions(String name) {
        return fresh(
                name,
                () -> {
                    List<DefinitionRow> found = queries().named(qualified(name), MOST_DEFINITIONS);
                    return new Found(found, List.of(), found.size() < MOST_DEFINITIONS);
                });
    }

    /**
     * Returns the uses of the definitions of a name, or what they use.
     *
     * @param depth how far the uses of uses are followed, from 1 to 5
     * @param cancelled whether the answer is not wanted any more
     */
    public References references(
            String name, Direction direction, int depth, BooleanSupplier cancelled) {
        if (depth < 1 || depth > MOST_DEPTH) {
            throw new IllegalArgumentException(
                    "the depth must be from 1 to %d, not %d".formatted(MOST_DEPTH, depth));
        }
        QualifiedName qualified = qualified(name);
        return fresh(
                name,
                () -> {
                    ReferenceQueries queries = queries();
                    List<DefinitionRow> found = queries.named(qualified, MOST_DEFINITIONS);
                    Walk walk = new Walk(queries, direction, cancelled);
                    walk.from(found, depth);
                    return new Found(found, walk.edges(), walk.complete);
                });
    }

    /**
     * Counts the places that may use the definitions of a name, without looking at each.
     *
     * @param cancelled whether the answer is not wanted any more
     */
    public Total countUses(String name, BooleanSupplier cancelled) {
        QualifiedName qualified = qualified(name);
        return database.driver()
                .inTransaction(
                        TransactionMode.READ,
                        () -> {
                            ReferenceQueries queries = queries();
                            List<DefinitionRow> found = queries.named(qualified, MOST_DEFINITIONS);
                            if (!queries.scip().isEmpty()) {
                                Walk walk = new Walk(queries, Direction.CALLERS, cancelled);
                                walk.from(found, 1);
                                return new Total(walk.edges.size(), walk.complete);
                            }
                            long count = 0;
                            for (String one :
                                    found.stream().map(DefinitionRow::name).distinct().toList()) {
                                count +=
                                        queries.countUses(one).entrySet().stream()
                                                .filter(uses ->
                                                        found.stream()
                                                                .anyMatch(row ->
                                                                        mayUse(
                                                                                uses.getKey(),
                                                                                row,
                                                                                one)))
                                                .mapToLong(Map.Entry::getValue)
                                                .sum();
                            }
                            return new Total(count, found.size() < MOST_DEFINITIONS);
                        });
    }

    private static boolean mayUse(String language, DefinitionRow row, String name) {
        return row.name().equals(name) && Resolver.mayUse(language, row.language());
    }

    private static QualifiedName qualified(String name) {
        return QualifiedName.of(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "'%s' is not a name; give one such as open or Client.close"
                                        .formatted(AnswerText.quoted(name))));
    }

    private ReferenceQueries queries() {
        return new ReferenceQueries(database.driver());
    }

    /** What was found before the files of the answer were compared with the disk. */
    private record Found(List<DefinitionRow> definitions, List<Edge> edges, boolean complete) {

        Set<IndexedFile> files() {
            Set<IndexedFile> files = new HashSet<>();
            definitions.forEach(definition -> files.add(definition.file()));
            edges.stream().limit(MOST_DEFINITIONS).forEach(edge -> files.add(edge.use().file()));
            return files;
        }
    }

    private References fresh(String name, Supplier<Found> work) {
        DatabaseDriver driver = database.driver();
        Found first = driver.inTransaction(TransactionMode.READ, work);
        Set<IndexedFile> files = first.files();
        boolean changed = !files.isEmpty() && freshness.refresh(files);
        return answer(name, changed ? driver.inTransaction(TransactionMode.READ, work) : first);
    }

    private References answer(String name, Found found) {
        DatabaseDriver driver = database.driver();
        boolean missing = found.definitions.isEmpty();
        List<String> notes =
                missing
                        ? List.of(
                                "the index has no definition of '%s'"
                                        .formatted(AnswerText.quoted(name)))
                        : List.of();
        return new References(
                name,
                found.definitions,
                found.edges,
                new Total(found.edges.size(), found.complete),
                notes,
                missing ? NameSearch.nearest(driver, name) : List.of(),
                freshness.state(driver));
    }

    /** The way from definitions along their uses, breadth first, each definition once. */
    static final class Walk {

        private final ReferenceQueries queries;
        private final Direction direction;
        private final BooleanSupplier cancelled;
        private final Set<Long> seen = new HashSet<>();
        private final List<Edge> edges = new ArrayList<>();
        private boolean complete = true;

        Walk(ReferenceQueries queries, Direction direction, BooleanSupplier cancelled) {
            this.queries = queries;
            this.direction = direction;
            this.cancelled = cancelled;
        }

        void from(List<DefinitionRow> start, int depth) {
            List<DefinitionRow> level = start;
            start.forEach(definition -> seen.add(definition.id()));
            for (int i = 1; i <= depth && !level.isEmpty(); i++) {
                level = direction == Direction.CALLERS ? callers(level, i) : callees(level, i);
            }
        }

        List<Edge> edges() {
            edges.sort(
                    Comparator.comparingInt(Edge::depth)
                            .thenComparing(Edge::certainty)
                            .thenComparing(edge -> edge.use().path())
                            .thenComparingLong(edge -> edge.use().line()));
            return edges;
        }

        boolean isComplete() {
            return complete;
        }

        private boolean isFull() {
            boolean full = edges.size() >= MOST_EDGES || cancelled.getAsBoolean();
            complete &= !full;
            return full;
        }

        private List<DefinitionRow> callers(List<DefinitionRow> targets, int depth) {
            Map<String, List<DefinitionRow>> byName = new LinkedHashMap<>();
            targets.forEach(target ->
                    byName.computeIfAbsent(target.name(), _ -> new ArrayList<>()).add(target));
            Set<Long> next = new HashSet<>();
            for (Map.Entry<String, List<DefinitionRow>> entry : byName.entrySet()) {
                if (!addCallers(entry.getKey(), entry.getValue(), depth, next)) {
                    return List.of();
                }
            }
            for (DefinitionRow target : targets) {
                for (Edge edge : queries.scip().otherUses(target, edges, depth)) {
                    if (isFull()) {
                        return List.of();
                    }
                    edges.add(edge);
                    addUser(edge, next);
                }
            }
            return unseen(next);
        }

        /** Returns whether there is room for more edges. */
        private boolean addCallers(
                String name, List<DefinitionRow> targets, int depth, Set<Long> next) {
            Set<Long> definedIn = queries.filesDefining(name, MOST_USES);
            List<Use> uses = queries.usesOf(name, FIRST_USES);
            for (int i = 0; i < uses.size(); i++) {
                if (isFull()) {
                    return false;
                }
                if (i == 0) {
                    queries.readImports(uses.stream().map(Use::fileId).toList());
                }
                Use use = uses.get(i);
                addCaller(depth, use, targets, definedIn.contains(use.fileId()), next);
                if (i + 1 == FIRST_USES && uses.size() == FIRST_USES) {
                    uses = queries.usesOf(name, MOST_USES);
                    queries.readImports(uses.stream().map(Use::fileId).toList());
                }
            }
            complete &= uses.size() < MOST_USES;
            return true;
        }

        /** From the second level on, guesses by name alone would multiply. */
        private void addCaller(
                int depth,
                Use use,
                List<DefinitionRow> targets,
                boolean definedHere,
                Set<Long> next) {
            if (depth > 1 && !use.kind().equals("call")) {
                return;
            }
            best(depth, use, targets, definedHere)
                    .filter(edge -> depth == 1 || edge.certainty() != Certainty.NAME_ONLY)
                    .ifPresent(edge -> {
                        edges.add(edge);
                        addUser(edge, next);
                    });
        }

        private static void addUser(Edge edge, Set<Long> users) {
            if (edge.certainty() != Certainty.NAME_ONLY && edge.use().definition() > 0) {
                users.add(edge.use().definition());
            }
        }

        private Optional<Edge> best(
                int depth, Use use, List<DefinitionRow> targets, boolean definedHere) {
            return targets.stream()
                    .filter(target -> Resolver.mayUse(use.language(), target.language()))
                    .flatMap(target -> edge(depth, use, target, definedHere).stream())
                    .min(Comparator.comparing(Edge::certainty));
        }

        /** A file that a SCIP index covers has no guesses. */
        private Optional<Edge> edge(int depth, Use use, DefinitionRow target, boolean definedHere) {
            Optional<Boolean> known = queries.scip().isUse(use, target);
            if (known.isPresent() && !known.get()) {
                return Optional.empty();
            }
            Certainty certainty =
                    known.isPresent()
                            ? Certainty.EXACT
                            : Resolver.certainty(
                                    use,
                                    target,
                                    queries.preparedImportsOf(use.fileId()),
                                    definedHere);
            return Optional.of(new Edge(depth, use, Optional.of(target), certainty));
        }

        private List<DefinitionRow> unseen(Set<Long> ids) {
            List<Long> some = ids.stream().filter(seen::add).sorted().toList();
            return some.isEmpty()
                    ? List.of()
                    : queries.definitions(
                            "d.id IN " + queries.statements().ids() + " ORDER BY d.id",
                            some.toString());
        }

        private List<DefinitionRow> callees(List<DefinitionRow> users, int depth) {
            Map<Long, DefinitionRow> next = new LinkedHashMap<>();
            Map<String, List<DefinitionRow>> known = new HashMap<>();
            for (DefinitionRow user : users) {
                ScipEdges.Callees exact = queries.scip().callees(user, MOST_EDGES + 1);
                List<Use> uses = queries.usesIn(user, MOST_EDGES + 1 - edges.size());
                Set<String> names = uses.stream().map(Use::name).collect(Collectors.toSet());
                names.removeAll(known.keySet());
                known.putAll(queries.exactlyNamed(names, MOST_DEFINITIONS));
                for (Use use : uses) {
                    if (isFull()) {
                        return List.of();
                    }
                    addCallee(
                            exact.take(use, depth).orElseGet(() -> guess(depth, use, known)), next);
                }
                for (Edge edge : exact.others(user, depth)) {
                    if (isFull()) {
                        return List.of();
                    }
                    addCallee(edge, next);
                }
            }
            return List.copyOf(next.values());
        }

        private Edge guess(int depth, Use use, Map<String, List<DefinitionRow>> known) {
            List<DefinitionRow> targets = known.getOrDefault(use.name(), List.of());
            boolean here = targets.stream().anyMatch(some -> some.fileId() == use.fileId());
            return best(depth, use, targets, here)
                    .orElseGet(() -> new Edge(depth, use, Optional.empty(), Certainty.NAME_ONLY));
        }

        private void addCallee(Edge edge, Map<Long, DefinitionRow> next) {
            edges.add(edge);
            if (edge.certainty() != Certainty.NAME_ONLY) {
                edge.target()
                        .filter(target -> seen.add(target.id()))
                        .ifPresent(target -> next.put(target.id(), target));
            }
        }
    }
}
