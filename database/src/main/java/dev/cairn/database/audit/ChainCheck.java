package dev.cairn.database.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The check of a trail for missing and altered entries. */
final class ChainCheck {

    private final Optional<String> head;
    private final List<String> faults = new ArrayList<>();

    /**
     * @param head number and hash of the last entry as the settings have it
     */
    ChainCheck(Optional<String> head) {
        this.head = head;
    }

    /** Returns one sentence for each fault of the entries, which come in their order. */
    List<String> check(List<AuditEntry> entries) {
        long expected = 1;
        String previousHash = "";
        for (AuditEntry entry : entries) {
            checkNumber(entry, expected);
            if (!entry.isIntact()) {
                faults.add("entry " + entry.sequence() + " was altered: its hash is wrong");
            }
            if (entry.sequence() == expected && !entry.previousHash().equals(previousHash)) {
                faults.add("entry " + entry.sequence() + " does not follow the one before it");
            }
            expected = entry.sequence() + 1;
            previousHash = entry.hash();
        }
        checkHead(expected - 1, previousHash);
        return faults;
    }

    private void checkNumber(AuditEntry entry, long expected) {
        if (entry.sequence() != expected) {
            faults.add(
                    entry.sequence() == expected + 1
                            ? "entry " + expected + " is missing"
                            : "entries "
                                    + expected
                                    + " to "
                                    + (entry.sequence() - 1)
                                    + " are missing");
        }
    }

    private void checkHead(long lastNumber, String lastHash) {
        String found = lastNumber + ":" + lastHash;
        String recorded = head.orElse("0:");
        if (!recorded.equals(found)) {
            faults.add(
                    "the last entry is number "
                            + lastNumber
                            + ", but the settings name "
                            + recorded.replaceFirst(":.*", "")
                            + (recorded.startsWith(lastNumber + ":") ? " with another hash" : "")
                            + " as the last");
        }
    }
}
