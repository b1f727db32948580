package dev.cairn.schema.postgres;

import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.postgres.catalog.ObjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order of what a plan drops and makes. An arrow says that one comes before another; where none
 * does, drops come first, and kinds that others are usually made of come before those others.
 */
final class PlanGraph {

    /** What is done with an object: it is dropped, or it is made or changed. */
    record Node(boolean drops, ObjectId id) implements Comparable<Node> {

        private static final List<ObjectKind> ORDER =
                List.of(
                        ObjectKind.NAMESPACE,
                        ObjectKind.EXTENSION,
                        ObjectKind.TYPE,
                        ObjectKind.DOMAIN,
                        ObjectKind.SEQUENCE,
                        ObjectKind.FUNCTION,
                        ObjectKind.TABLE,
                        ObjectKind.COLUMN,
                        ObjectKind.PRIMARY_KEY,
                        ObjectKind.UNIQUE,
                        ObjectKind.EXCLUSION,
                        ObjectKind.CHECK,
                        ObjectKind.VIEW,
                        ObjectKind.MATERIALIZED_VIEW,
                        ObjectKind.INDEX,
                        ObjectKind.FOREIGN_KEY,
                        ObjectKind.STATISTICS,
                        ObjectKind.RULE,
                        ObjectKind.TRIGGER,
                        ObjectKind.POLICY,
                        ObjectKind.EVENT_TRIGGER);

        static Node drop(ObjectId id) {
            return new Node(true, id);
        }

        static Node make(ObjectId id) {
            return new Node(false, id);
        }

        private int rank() {
            int rank = ORDER.indexOf(id.kind());
            return drops ? -rank : rank;
        }

        @Override
        public int compareTo(Node other) {
            return Comparator.comparing((Node node) -> !node.drops)
                    .thenComparingInt(Node::rank)
                    .thenComparing(Node::id)
                    .compare(this, other);
        }
    }

    private final Map<Node, Set<Node>> followers = new TreeMap<>();
    private final Map<Node, Integer> waitsFor = new HashMap<>();

    void add(Node node) {
        followers.computeIfAbsent(node, key -> new TreeSet<>());
        waitsFor.putIfAbsent(node, 0);
    }

    boolean has(Node node) {
        return followers.containsKey(node);
    }

    /** Orders one before the other, if both exist. */
    void before(Node first, Node second) {
        if (!first.equals(second) && has(first) && has(second) && followersOf(first).add(second)) {
            waitsFor.merge(second, 1, Integer::sum);
        }
    }

    private Set<Node> followersOf(Node node) {
        Set<Node> found = followers.get(node);
        return found == null ? new TreeSet<>() : found;
    }

    /**
     * Returns all nodes in order. Nodes that wait for each other in a circle come in their natural
     * order; the rehearsal of the plan shows whether that is possible.
     */
    List<Node> order() {
        List<Node> ordered = new ArrayList<>();
        PriorityQueue<Node> ready = new PriorityQueue<>();
        waitsFor.forEach((node, count) -> addIfReady(node, count, ready));
        Set<Node> open = new TreeSet<>(followers.keySet());
        while (!open.isEmpty()) {
            Node next = ready.isEmpty() ? open.iterator().next() : ready.poll();
            if (open.remove(next)) {
                ordered.add(next);
                followersOf(next)
                        .forEach(follower ->
                                addIfReady(
                                        follower,
                                        waitsFor.merge(follower, -1, Integer::sum),
                                        ready));
            }
        }
        return ordered;
    }

    private static void addIfReady(Node node, int count, PriorityQueue<Node> ready) {
        if (count == 0) {
            ready.add(node);
        }
    }
}
