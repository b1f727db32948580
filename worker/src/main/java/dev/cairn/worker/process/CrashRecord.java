package dev.cairn.worker.process;

import dev.cairn.database.file.BoundedFile;
import dev.cairn.worker.protocol.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record of workers of the same database that crashed, in a file next to the record of the
 * running worker.
 *
 * @param restarts how many did so one after the other
 * @param lastProcess the process id of the last; 0 if there was none
 * @param noticedAt when the next worker found that out; empty if there was none
 */
record CrashRecord(int restarts, long lastProcess, String noticedAt) {

    private static final Logger LOG = LoggerFactory.getLogger(CrashRecord.class);
    private static final CrashRecord NONE = new CrashRecord(0, 0, "");

    /**
     * Notices whether the last worker left its record behind. The caller owns the database, so it
     * is gone.
     *
     * @param record the file in which a running worker writes its process id
     */
    static CrashRecord onStart(Path record) {
        if (Files.notExists(record)) {
            return NONE;
        }
        CrashRecord before = last(record);
        long process = process(record);
        LOG.warn("worker {} ended without giving the database up", process);
        CrashRecord now = new CrashRecord(before.restarts() + 1, process, Instant.now().toString());
        now.write(record);
        return now;
    }

    /** Records that the worker gave the database up in order. */
    void onOrderlyEnd(Path record) {
        if (restarts > 0) {
            new CrashRecord(0, lastProcess, noticedAt).write(record);
        }
    }

    /** Returns what was noted last, however long ago. */
    static CrashRecord last(Path record) {
        try {
            return Documents.read(
                    BoundedFile.textWithoutLinks(file(record), BoundedFile.RECORD_BYTES),
                    CrashRecord.class);
        } catch (IOException | RuntimeException _) {
            // It was never written, or is only half written.
            return NONE;
        }
    }

    private static long process(Path record) {
        try {
            return Long.parseLong(
                    BoundedFile.textWithoutLinks(record, BoundedFile.RECORD_BYTES).strip());
        } catch (IOException | RuntimeException _) {
            return 0;
        }
    }

    /** Returns whether the worker before this one did not give the database up. */
    boolean afterCrash() {
        return restarts > 0;
    }

    /** Returns the last crash for people; empty if there was none. */
    String text() {
        return noticedAt.isEmpty()
                ? ""
                : "process %d, noticed at %s".formatted(lastProcess, noticedAt);
    }

    private static Path file(Path record) {
        return record.resolveSibling(
                record.getFileName().toString().replaceFirst("\\.pid$", "") + ".last-crash.json");
    }

    private void write(Path record) {
        try {
            Files.writeString(file(record), Documents.write(this));
        } catch (IOException e) {
            LOG.warn("cannot write '{}': {}", file(record), e.toString());
        }
    }
}
