package dev.cairn.worker.proxy;

import dev.cairn.worker.protocol.NumberedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers under which one connection's worker knows statements. The least recently used is
 * forgotten when there are too many.
 */
final class StatementNumbers {

    private final int bound;
    private final LinkedHashMap<String, Integer> known = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Integer> forgotten = new ArrayList<>();
    private int last;

    /**
     * Knows no statement yet.
     *
     * @param bound how many the worker keeps
     */
    StatementNumbers(int bound) {
        this.bound = bound;
    }

    /** Returns how to name a statement to the worker. */
    NumberedStatement name(String sql) {
        Integer number = known.get(sql);
        if (number != null) {
            return new NumberedStatement(number, null);
        }
        if (known.size() >= bound) {
            Map.Entry<String, Integer> eldest = known.pollFirstEntry();
            forgotten.add(eldest.getValue());
        }
        last++;
        known.put(sql, last);
        return new NumberedStatement(last, sql);
    }

    /** Forgets a statement that the worker refused to know. */
    void forget(String sql) {
        Integer number = known.remove(sql);
        if (number != null) {
            forgotten.add(number);
        }
    }

    /** Returns the numbers that the worker has to be told to forget, and forgets them. */
    List<Integer> takeForgotten() {
        if (forgotten.isEmpty()) {
            return List.of();
        }
        List<Integer> numbers = List.copyOf(forgotten);
        forgotten.clear();
        return numbers;
    }
}
