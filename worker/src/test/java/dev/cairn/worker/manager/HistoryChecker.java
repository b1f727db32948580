package dev.cairn.worker.manager;

import dev.cairn.worker.manager.RecordedTransaction.Append;
import dev.cairn.worker.manager.RecordedTransaction.Read;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a history of appends to lists (after Kingsbury and Alvaro, Elle, VLDB 2020). Because every
 * value is appended once, the last state of a list tells the order of its writers, and what a
 * reader saw tells between which of them it stands. From this follow the edges of write-write,
 * write-read and read-write dependency; a history whose edges have a cycle has no serial order.
 */
final class HistoryChecker {

    private final List<RecordedTransaction> history;
    private final Map<Integer, List<Long>> last;
    private final Map<Long, Integer> writers = new HashMap<>();
    private final List<Set<Integer>> edges = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    HistoryChecker(List<RecordedTransaction> history, Map<Integer, List<Long>> last) {
        this.history = history;
        this.last = last;
    }

    /** Returns what is wrong with the history; empty if nothing is. */
    List<String> violations() {
        for (int i = 0; i < history.size(); i++) {
            edges.add(new HashSet<>());
            for (Append append : history.get(i).appends()) {
                writers.put(append.value(), i);
            }
        }
        checkAppends();
        last.forEach((_, values) -> addWriteEdges(values));
        for (int i = 0; i < history.size(); i++) {
            for (Read read : history.get(i).reads()) {
                checkRead(i, read);
            }
        }
        checkForCycle();
        return violations;
    }

    private void checkAppends() {
        Set<Long> present = new HashSet<>();
        last.forEach((key, values) -> {
            for (long value : values) {
                if (!present.add(value)) {
                    violations.add("value " + value + " is there twice");
                }
            }
        });
        for (RecordedTransaction transaction : history) {
            for (Append append : transaction.appends()) {
                if (transaction.committed() != present.contains(append.value())) {
                    violations.add(
                            (transaction.committed() ? "lost: " : "undone, but there: ") + append);
                }
            }
        }
    }

    private void addWriteEdges(List<Long> values) {
        for (int i = 1; i < values.size(); i++) {
            addEdge(writer(values.get(i - 1)), writer(values.get(i)));
        }
    }

    private int writer(long value) {
        return writers.getOrDefault(value, -1);
    }

    private void checkRead(int reader, Read read) {
        int others = read.seen().size() - read.ownBefore().size();
        List<Long> order = last.getOrDefault(read.key(), List.of());
        if (others < 0
                || others > order.size()
                || !read.seen().subList(0, others).equals(order.subList(0, others))
                || !read.seen().subList(others, read.seen().size()).equals(read.ownBefore())) {
            violations.add("dirty, lost or reordered: transaction " + reader + " saw " + read);
            return;
        }
        if (others > 0) {
            addEdge(writer(order.get(others - 1)), reader);
        }
        if (others < order.size() && history.get(reader).committed()) {
            addEdge(reader, writer(order.get(others)));
        }
    }

    private void addEdge(int from, int to) {
        if (from >= 0 && to >= 0 && from != to) {
            edges.get(from).add(to);
        }
    }

    /** Takes transactions away that nothing comes before; what is left in the end has a cycle. */
    private void checkForCycle() {
        int[] before = new int[history.size()];
        edges.forEach(targets -> targets.forEach(target -> before[target]++));
        Deque<Integer> free = new ArrayDeque<>();
        for (int i = 0; i < before.length; i++) {
            if (before[i] == 0) {
                free.add(i);
            }
        }
        int taken = 0;
        while (!free.isEmpty()) {
            taken++;
            for (int target : edges.get(free.remove())) {
                if (--before[target] == 0) {
                    free.add(target);
                }
            }
        }
        if (taken < history.size()) {
            violations.add(history.size() - taken + " transactions have no serial order");
        }
    }
}
