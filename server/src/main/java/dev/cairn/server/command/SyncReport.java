package dev.cairn.server.command;

import dev.cairn.database.SyncResult;
import dev.cairn.server.output.Output;

/** Tells what a sync did. */
final class SyncReport {

    private SyncReport() {}

    static void print(SyncResult result, Output output) {
        result.warnings().forEach(output::warning);
        if (output.isJson()) {
            output.document(result);
            return;
        }
        String mark =
                output.style().good(result.outcome() == SyncResult.Outcome.PLANNED ? "would" : "did");
        result.steps().forEach(step -> output.line(mark + " " + step));
        result.backupPath().ifPresent(path -> output.line("backup: " + path));
        output.line(summary(result));
    }

    private static String summary(SyncResult result) {
        return switch (result.outcome()) {
            case UNCHANGED -> "the schema is as declared; nothing to do";
            case CHANGED ->
                    "the schema is as declared after %s in %d ms"
                            .formatted(steps(result), result.durationMillis());
            case PLANNED -> steps(result) + " planned; nothing was changed";
            case NEWER_DATABASE ->
                    "the database has version %s, which is newer than %s; nothing was changed"
                            .formatted(result.fromVersion(), result.toVersion());
        };
    }

    private static String steps(SyncResult result) {
        return result.steps().size() == 1 ? "1 step" : result.steps().size() + " steps";
    }
}
