package dev.cairn.worker.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What one transaction of a history did and saw. */
final class RecordedTransaction {

    /** One value that was appended to a list. */
    record Append(int key, long value) {}

    /** What a list was when it was read, and what the transaction itself had appended to it. */
    record Read(int key, List<Long> seen, List<Long> ownBefore) {}

    private final List<Append> appends = new ArrayList<>();
    private final List<Read> reads = new ArrayList<>();
    private boolean committed;

    void append(int key, long value) {
        appends.add(new Append(key, value));
    }

    void read(int key, List<Long> seen) {
        reads.add(new Read(key, List.copyOf(seen), ownAppends(key)));
    }

    private List<Long> ownAppends(int key) {
        return appends.stream().filter(a -> a.key() == key).map(Append::value).toList();
    }

    void commit() {
        committed = true;
    }

    /** Decides by what is there whether a commit that was not answered was done. */
    void commitIfThere(Set<Long> values) {
        committed = appends.stream().anyMatch(append -> values.contains(append.value()));
    }

    boolean committed() {
        return committed;
    }

    List<Append> appends() {
        return appends;
    }

    List<Read> reads() {
        return reads;
    }

    int operations() {
        return appends.size() + reads.size();
    }
}
