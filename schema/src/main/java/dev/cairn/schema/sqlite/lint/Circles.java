package dev.cairn.schema.sqlite.lint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The circles of a graph whose nodes are numbers from 0, found in time that is linear in its arrows
 * (Tarjan's algorithm) and without recursion, so that a chain of any length is possible.
 */
final class Circles {

    private final int[][] next;
    private final int[] number;
    private final int[] lowest;
    private final int[] component;
    private int numbered;
    private int components;
    private final Deque<Integer> open = new ArrayDeque<>();

    /**
     * Looks for circles.
     *
     * @param next for each node those that its arrows lead to
     */
    Circles(int[][] next) {
        this.next = next;
        this.number = new int[next.length];
        this.lowest = new int[next.length];
        this.component = new int[next.length];
        Arrays.fill(component, -1);
        for (int node = 0; node < next.length; node++) {
            if (number[node] == 0) {
                visit(node);
            }
        }
    }

    /** Numbers from 1 on; the place of each open node in its arrows is kept, not the call. */
    private void visit(int first) {
        List<int[]> places = new ArrayList<>();
        List<Integer> way = new ArrayList<>();
        enter(first);
        way.add(first);
        places.add(new int[1]);
        while (!way.isEmpty()) {
            int node = way.getLast();
            int[] at = places.getLast();
            if (at[0] < next[node].length) {
                int other = next[node][at[0]++];
                if (number[other] == 0) {
                    enter(other);
                    way.add(other);
                    places.add(new int[1]);
                } else if (component[other] < 0) {
                    lowest[node] = Math.min(lowest[node], number[other]);
                }
            } else {
                way.removeLast();
                places.removeLast();
                leave(node);
                if (!way.isEmpty()) {
                    int before = way.getLast();
                    lowest[before] = Math.min(lowest[before], lowest[node]);
                }
            }
        }
    }

    private void enter(int node) {
        number[node] = ++numbered;
        lowest[node] = numbered;
        open.push(node);
    }

    private void leave(int node) {
        if (lowest[node] == number[node]) {
            int other;
            do {
                other = open.pop();
                component[other] = components;
            } while (other != node);
            components++;
        }
    }

    /**
     * Returns a shortest way from a node back to itself, the node first; empty if there is none.
     */
    List<Integer> through(int node) {
        int[] from = new int[next.length];
        Arrays.fill(from, -1);
        Deque<Integer> coming = new ArrayDeque<>(List.of(node));
        while (!coming.isEmpty()) {
            int at = coming.poll();
            for (int other : next[at]) {
                if (other == node) {
                    return way(node, at, from);
                }
                if (component[other] == component[node] && from[other] < 0) {
                    from[other] = at;
                    coming.add(other);
                }
            }
        }
        return List.of();
    }

    private static List<Integer> way(int node, int last, int[] from) {
        List<Integer> way = new ArrayList<>();
        for (int at = last; at != node; at = from[at]) {
            way.addFirst(at);
        }
        way.addFirst(node);
        return way;
    }

    /** Returns for each node whether it is in a circle. */
    boolean[] members() {
        int[] size = new int[components];
        for (int of : component) {
            size[of]++;
        }
        boolean[] members = new boolean[next.length];
        for (int node = 0; node < next.length; node++) {
            int self = node;
            members[node] =
                    size[component[node]] > 1
                            || Arrays.stream(next[node]).anyMatch(other -> other == self);
        }
        return members;
    }
}
