package dev.cairn.schema.postgres;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Difference;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.PlanOptions;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Refusal;
import dev.cairn.schema.plan.SchemaPlan;
import dev.cairn.schema.postgres.PlanGraph.Node;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One plan while it is made. Each change is served in place or by dropping and making again; what
 * depends on an object that goes is dropped before and made again afterwards.
 */
final class PostgresPlanning {

    private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint");

    private final PostgresCatalog live;
    private final PostgresCatalog wanted;
    private final PlanOptions options;
    private final Situation situation;
    private final Alterations alterations;
    private final Scope scope;
    private final Map<ObjectId, Change> changes = new TreeMap<>();
    private final Map<ObjectId, List<PlanStep>> makes = new TreeMap<>();
    private final Map<ObjectId, List<PlanStep>> drops = new TreeMap<>();
    private final List<PlanStep> last = new ArrayList<>();
    private final List<PlanStep> debris = new ArrayList<>();
    private final List<DataCheck> checks = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Difference> leftAlone = new ArrayList<>();
    private final Set<ObjectId> remade = new TreeSet<>();
    private final Deque<ObjectId> gone = new ArrayDeque<>();

    PostgresPlanning(
            PostgresCatalog live,
            PostgresCatalog wanted,
            DefinitionHints hints,
            DatabaseFacts facts,
            PlanOptions options) {
        this.live = live;
        this.wanted = wanted;
        this.options = options;
        this.scope = new Scope(live, wanted, options.prune());
        List<Change> found = new PostgresComparison(live, wanted).changes();
        found.forEach(change -> changes.put(change.id(), change));
        this.situation = new Situation(live, wanted, hints, facts, options, needed(found));
        this.alterations = new Alterations(situation);
    }

    private static Set<ObjectId> needed(List<Change> changes) {
        Set<ObjectId> needed = new TreeSet<>();
        changes.forEach(change ->
                change.wanted().ifPresent(object -> needed.addAll(object.dependencies())));
        return needed;
    }

    SchemaPlan plan(String fingerprint) {
        changes.values().forEach(this::serve);
        while (!gone.isEmpty()) {
            ObjectId id = gone.poll();
            dependents(id).forEach(dependent -> standAside(dependent, id));
        }
        dropKeysBetweenTables();
        List<PlanStep> steps = new ArrayList<>();
        graph().order().forEach(node -> steps.addAll(stepsOf(node)));
        steps.addAll(last);
        List<PlanStep> ordered =
                new ArrayList<>(steps.stream().filter(step -> !step.isOnline()).toList());
        ordered.addAll(debris);
        ordered.addAll(steps.stream().filter(PlanStep::isOnline).toList());
        return new SchemaPlan(fingerprint, ordered, checks, refusals, leftAlone);
    }

    // --- single changes ---

    private void serve(Change change) {
        if (change.isUndeclared()) {
            serveUndeclared(change);
        } else if (change.isMissing()) {
            make(change.wanted().orElseThrow(), wanted, true, change.reason());
        } else if (change.isUndeclaredComment() && !options.prune()) {
            leftAlone.addAll(PostgresComparison.differences(change));
        } else {
            serveChanged(change);
        }
    }

    private void serveUndeclared(Change change) {
        PostgresObject object = change.live().orElseThrow();
        if (scope.isDebris(object)) {
            debris.add(Alterations.removeDebris(object).because(List.of(change.reason())));
        } else if (scope.isProofInUse(object, changes.keySet())) {
            // The steps that make the column NOT NULL put it in its place.
        } else if (scope.goesWithItsColumn(object)) {
            // The column that does not use the sequence any more drops it.
        } else if (scope.isDropped(object)) {
            drop(object, change.reason());
        } else if (isTakenByConstraint(object)) {
            // It becomes the index behind the constraint.
        } else {
            leftAlone.addAll(PostgresComparison.differences(change));
        }
    }

    private boolean isTakenByConstraint(PostgresObject index) {
        return index.kind() == ObjectKind.INDEX
                && wanted.objects().stream()
                        .filter(object ->
                                object.kind() == ObjectKind.UNIQUE
                                        || object.kind() == ObjectKind.PRIMARY_KEY)
                        .filter(object ->
                                object.id().schema().equals(index.id().schema())
                                        && object.id().name().equals(index.id().name()))
                        .anyMatch(object ->
                                object.get(Property.INDEX_DEFINITION)
                                        .equals(index.get(Property.DEFINITION)));
    }

    private void serveChanged(Change change) {
        Alteration alteration = alterations.change(change);
        if (alteration.replaces()) {
            replace(change.live().orElseThrow(), change.wanted().orElseThrow(), change.reason());
            return;
        }
        take(change.id(), alteration, change.reason());
        if (change.id().kind() == ObjectKind.FUNCTION && change.touches(Property.DEFINITION)) {
            buildAgain(change.id());
        }
        if (change.touches(Property.OWNED_BY)) {
            last.add(
                    Alterations.ownership(change.wanted().orElseThrow(), Optional.empty())
                            .because(List.of(change.reason())));
        }
    }

    /** The server does not notice that an index holds what a function gave before. */
    private void buildAgain(ObjectId function) {
        live.dependents(function).stream()
                .filter(id -> id.kind() == ObjectKind.INDEX || id.kind() == ObjectKind.EXCLUSION)
                .filter(wanted::has)
                .map(live::require)
                .forEach(index ->
                        last.add(
                                new IndexAlteration(situation, index)
                                        .buildAgain()
                                        .because(List.of("it uses " + function.words()))));
    }

    private void take(ObjectId id, Alteration alteration, String cause) {
        List<PlanStep> steps = makes.computeIfAbsent(id, key -> new ArrayList<>());
        alteration.steps().forEach(step -> steps.add(step.because(List.of(cause))));
        checks.addAll(alteration.checks());
        refusals.addAll(alteration.refusals());
        gone.addAll(alteration.blocking());
        remade.addAll(alteration.remade());
        gone.addAll(alteration.remade());
    }

    private void make(PostgresObject object, PostgresCatalog of, boolean asksRows, String cause) {
        take(
                object.id(),
                alterations.create(object, of, asksRows && !remade.contains(object.id())),
                cause);
        if (object.has(Property.OWNED_BY) && of.has(object.id())) {
            last.add(Alterations.ownership(object, numbered(object)).because(List.of(cause)));
        }
        if (object.kind() == ObjectKind.TABLE) {
            of.parts(object.id()).stream()
                    .filter(part -> part.kind() != ObjectKind.COLUMN)
                    .filter(part ->
                            !changes.containsKey(part.id()) && !makes.containsKey(part.id()))
                    .forEach(part -> make(part, of, false, cause));
        }
    }

    /** Returns the column of numbers that a new sequence is to belong to, if it exists already. */
    private Optional<ObjectId> numbered(PostgresObject sequence) {
        boolean rises = !sequence.require(Property.SEQUENCE_OPTIONS).contains("INCREMENT BY -");
        return live.objects().stream()
                .filter(column -> rises && column.kind() == ObjectKind.COLUMN)
                .filter(column -> NUMBERS.contains(column.get(Property.TYPE).orElse("")))
                .map(PostgresObject::id)
                .filter(column ->
                        sequence.get(Property.OWNED_BY)
                                .equals(Optional.of(column.qualified() + "." + column.quoted())))
                .findFirst();
    }

    private void drop(PostgresObject object, String cause) {
        if (drops.containsKey(object.id())) {
            return;
        }
        List<PlanStep> steps = new ArrayList<>();
        steps.add(Alterations.drop(object, situation.rows(object.id())).because(List.of(cause)));
        drops.put(object.id(), steps);
        gone.add(object.id());
    }

    private void replace(PostgresObject before, PostgresObject after, String cause) {
        if (drops.containsKey(before.id())) {
            return;
        }
        drop(before, cause);
        makes.remove(after.id());
        make(
                merged(before, after),
                wanted.has(after.id()) ? wanted : live,
                isChanged(after),
                cause);
        Ddl.owner(before)
                .forEach(owner ->
                        makes.computeIfAbsent(after.id(), key -> new ArrayList<>())
                                .add(
                                        PlanSteps.step(
                                                        dev.cairn.schema.plan.Action.ALTER,
                                                        after.id(),
                                                        "give " + after.id().words() + " its owner",
                                                        List.of(owner))
                                                .because(List.of(cause))));
    }

    private boolean isChanged(PostgresObject object) {
        Change change = changes.get(object.id());
        return change != null && change.touches(Property.DEFINITION);
    }

    /** What nothing declares of an object that is made again stays as it was. */
    private PostgresObject merged(PostgresObject before, PostgresObject after) {
        PostgresObject merged = after;
        if (!after.has(Property.COMMENT) && before.has(Property.COMMENT) && !options.prune()) {
            merged = merged.with(Property.COMMENT, before.require(Property.COMMENT));
        }
        if (!after.has(Property.GRANTS_SET) && before.has(Property.GRANTS_SET)) {
            merged =
                    merged.with(Property.GRANTS_SET, "")
                            .with(Property.GRANTS, before.get(Property.GRANTS).orElse(""));
        }
        boolean populated =
                before.kind() == ObjectKind.MATERIALIZED_VIEW && before.has(Property.POPULATED);
        return populated ? merged.with(Property.POPULATED, "") : merged;
    }

    // --- what depends on what goes ---

    private Set<ObjectId> dependents(ObjectId id) {
        Set<ObjectId> all = new TreeSet<>(live.dependents(id));
        if (id.kind() == ObjectKind.TABLE) {
            live.parts(id, ObjectKind.COLUMN)
                    .forEach(column -> all.addAll(live.dependents(column.id())));
        }
        return all;
    }

    private void standAside(ObjectId dependent, ObjectId on) {
        boolean goesAnyway = drops.containsKey(dependent) || drops.containsKey(dependent.parent());
        boolean ownPart = dependent.isPart() && dependent.parent().equals(on);
        if (goesAnyway || (ownPart && on.kind() == ObjectKind.TABLE)) {
            return;
        }
        switch (dependent.kind()) {
            case COLUMN -> columnStandsAside(dependent, on);
            case TABLE, SEQUENCE, EXTENSION, NAMESPACE -> {}
            case INDEX, PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION, STATISTICS -> {
                boolean retyped =
                        on.kind() == ObjectKind.COLUMN
                                && !remade.contains(on)
                                && !drops.containsKey(on);
                if (!retyped) {
                    again(dependent, on);
                }
            }
            default -> again(dependent, on);
        }
    }

    /** Drops an object and makes it again as it will be, or as it is if nothing declares it. */
    private void again(ObjectId dependent, ObjectId on) {
        PostgresObject before = live.require(dependent);
        Optional<PostgresObject> after =
                wanted.find(dependent)
                        .or(() -> scope.isDropped(before) ? Optional.empty() : Optional.of(before));
        String cause = "it depends on " + on.words();
        if (after.isPresent()) {
            replace(before, after.get(), cause);
        } else {
            drop(before, cause);
        }
    }

    private void columnStandsAside(ObjectId column, ObjectId on) {
        PostgresObject before = live.require(column);
        PostgresObject after = wanted.find(column).orElse(before);
        boolean letsGo = on.kind() != ObjectKind.COLUMN && !after.dependencies().contains(on);
        if (letsGo || before.has(Property.INHERITED)) {
            return;
        }
        if (after.has(Property.GENERATED) && !remade.contains(column)) {
            Change again =
                    new Change(
                            column,
                            Optional.of(before),
                            Optional.of(after),
                            java.util.EnumSet.of(Property.GENERATED));
            makes.remove(column);
            splitGenerated(column, again, on);
        } else if (on.kind() == ObjectKind.FUNCTION
                || (on.kind() == ObjectKind.SEQUENCE && drops.containsKey(on))) {
            defaultStandsAside(before, after, on);
        }
    }

    /** What a generated column is computed from changes only while the column is not there. */
    private void splitGenerated(ObjectId column, Change again, ObjectId on) {
        Alteration alteration = new ColumnAlteration(situation, again.wanted().orElseThrow()).add();
        String cause = "it is computed from " + on.words();
        List<PlanStep> dropping = new ArrayList<>();
        dropping.add(
                PlanSteps.step(
                                dev.cairn.schema.plan.Action.REBUILD,
                                column,
                                "take away " + column.words() + " for a while",
                                List.of(Ddl.drop(again.live().orElseThrow())))
                        .because(List.of(cause)));
        drops.put(column, dropping);
        remade.add(column);
        take(column, alteration, cause);
        gone.add(column);
    }

    private void defaultStandsAside(PostgresObject before, PostgresObject after, ObjectId on) {
        if (!before.has(Property.DEFAULT)) {
            return;
        }
        String cause = "its default uses " + on.words();
        List<PlanStep> dropping = new ArrayList<>();
        dropping.add(
                PlanSteps.step(
                                dev.cairn.schema.plan.Action.ALTER,
                                before.id(),
                                "take the default of " + before.id().words() + " for a while",
                                List.of(ColumnAlteration.dropDefault(before.id())))
                        .because(List.of(cause)));
        drops.put(before.id(), dropping);
        after.get(Property.DEFAULT)
                .ifPresent(value ->
                        makes.computeIfAbsent(before.id(), key -> new ArrayList<>())
                                .add(
                                        PlanSteps.step(
                                                        dev.cairn.schema.plan.Action.ALTER,
                                                        before.id(),
                                                        "set the default of " + before.id().words(),
                                                        List.of(
                                                                Ddl.alterTable(before.id())
                                                                        + "ALTER COLUMN "
                                                                        + before.id().quoted()
                                                                        + " SET DEFAULT "
                                                                        + value))
                                                .because(List.of(cause))));
    }

    /** Tables that go and refer to each other lose these keys first. */
    private void dropKeysBetweenTables() {
        List<ObjectId> tables =
                drops.keySet().stream().filter(id -> id.kind() == ObjectKind.TABLE).toList();
        for (ObjectId table : tables) {
            for (PostgresObject key : live.parts(table, ObjectKind.FOREIGN_KEY)) {
                boolean refersToLater =
                        key.dependencies().stream()
                                .filter(ColumnAlteration::isColumn)
                                .map(ObjectId::parent)
                                .anyMatch(parent ->
                                        !parent.equals(table)
                                                && tables.contains(parent)
                                                && refers(parent, table, tables, new TreeSet<>()));
                if (refersToLater) {
                    drop(key, "its table and the one that it refers to are dropped");
                }
            }
        }
    }

    private boolean refers(ObjectId from, ObjectId to, List<ObjectId> among, Set<ObjectId> seen) {
        return seen.add(from)
                && live.parts(from, ObjectKind.FOREIGN_KEY).stream()
                        .flatMap(key -> key.dependencies().stream())
                        .filter(ColumnAlteration::isColumn)
                        .map(ObjectId::parent)
                        .filter(parent -> !parent.equals(from) && among.contains(parent))
                        .anyMatch(parent -> parent.equals(to) || refers(parent, to, among, seen));
    }

    // --- order ---

    private PlanGraph graph() {
        PlanGraph graph = new PlanGraph();
        drops.keySet().forEach(id -> graph.add(Node.drop(id)));
        makes.keySet().forEach(id -> graph.add(Node.make(id)));
        makes.keySet().forEach(id -> orderMaking(id, graph));
        drops.keySet().forEach(id -> orderDropping(id, graph));
        return graph;
    }

    private void orderMaking(ObjectId id, PlanGraph graph) {
        Node make = Node.make(id);
        graph.before(Node.drop(id), make);
        PostgresObject object = wanted.find(id).or(() -> live.find(id)).orElseThrow();
        Set<ObjectId> needs = new TreeSet<>(object.dependencies());
        if (object.kind() == ObjectKind.TABLE) {
            wanted.parts(id, ObjectKind.COLUMN)
                    .forEach(column -> needs.addAll(column.dependencies()));
        }
        needs.forEach(on -> makerOf(on).ifPresent(first -> graph.before(first, make)));
        drops.keySet().stream()
                .filter(other -> !other.equals(id) && sharesName(other, id))
                .forEach(other -> graph.before(Node.drop(other), make));
    }

    private static boolean sharesName(ObjectId one, ObjectId other) {
        return one.schema().equals(other.schema())
                && one.name().equals(other.name())
                && (one.table().equals(other.table()) || !one.isPart() || !other.isPart());
    }

    /**
     * Returns what makes an object: a column may come with its table, or from a parent's column.
     */
    private Optional<Node> makerOf(ObjectId id) {
        if (makes.containsKey(id)) {
            return Optional.of(Node.make(id));
        }
        if (id.kind() != ObjectKind.COLUMN) {
            return Optional.empty();
        }
        if (makes.containsKey(id.parent()) && !live.has(id.parent())) {
            return Optional.of(Node.make(id.parent()));
        }
        return wanted.find(id.parent()).stream()
                .flatMap(table -> table.dependencies().stream())
                .filter(parent -> parent.kind() == ObjectKind.TABLE)
                .map(parent ->
                        new ObjectId(ObjectKind.COLUMN, parent.schema(), parent.name(), id.name()))
                .filter(wanted::has)
                .flatMap(column -> makerOf(column).stream())
                .findFirst();
    }

    private void orderDropping(ObjectId id, PlanGraph graph) {
        Node drop = Node.drop(id);
        for (ObjectId dependent : dependents(id)) {
            if (drops.containsKey(dependent)) {
                graph.before(Node.drop(dependent), drop);
            } else if (dependent.isPart() && drops.containsKey(dependent.parent())) {
                graph.before(Node.drop(dependent.parent()), drop);
            } else if (makes.containsKey(dependent)) {
                graph.before(Node.make(dependent), drop);
            }
        }
        live.find(id).stream()
                .flatMap(object -> object.dependencies().stream())
                .filter(on -> !drops.containsKey(on) && makes.containsKey(on) && live.has(on))
                .forEach(on -> graph.before(drop, Node.make(on)));
    }

    private List<PlanStep> stepsOf(Node node) {
        return (node.drops() ? drops : makes).getOrDefault(node.id(), List.of());
    }
}
