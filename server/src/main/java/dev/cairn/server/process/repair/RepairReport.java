package dev.cairn.server.process.repair;

import dev.cairn.database.file.BoundedFile;
import dev.cairn.worker.protocol.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the repair worker found and did at its last look, kept in the file {@value #FILE} of the run
 * folder. What it changed is in the history of the database as well.
 *
 * @param at when the look ended, ISO 8601 in UTC
 * @param afterCrash whether it began because something had ended without stopping
 * @param repaired what was put right
 * @param problems what a person has to decide, and checks that failed
 * @param checked the tables and full-text indexes that were checked
 * @param notChecked those whose check did not end in time
 * @param next with which of them the next look begins
 * @param deletedFiles how many rows of files were removed that had been deleted long ago
 * @param deletedBackups how many old backups were removed
 * @param deletedCodeBackups how many old contents of edited files were removed
 * @param durationMillis how long the look took
 */
public record RepairReport(
        String at,
        boolean afterCrash,
        List<String> repaired,
        List<String> problems,
        List<String> checked,
        List<String> notChecked,
        String next,
        long deletedFiles,
        long deletedBackups,
        long deletedCodeBackups,
        long durationMillis) {

    private static final String FILE = "repair.json";
    private static final Pattern SOME_PROBLEM = Pattern.compile("\"problems\"\\s*:\\s*\\[\\s*\"");

    public RepairReport {
        repaired = List.copyOf(repaired);
        problems = List.copyOf(problems);
        checked = List.copyOf(checked);
        notChecked = List.copyOf(notChecked);
    }

    /** Returns the report of the last look; empty if there was none. */
    public static Optional<RepairReport> read(Path run) {
        Path file = run.resolve(FILE);
        try {
            return Optional.of(
                    Documents.read(
                            BoundedFile.textWithoutLinks(file, BoundedFile.RECORD_BYTES),
                            RepairReport.class));
        } catch (IOException | RuntimeException e) {
            // That of another version says nothing that is needed.
            return Optional.empty();
        }
    }

    /** Returns whether the last look found problems. Read without a parser, for short commands. */
    public static boolean hasProblems(Path run) {
        Path file = run.resolve(FILE);
        try {
            return SOME_PROBLEM
                    .matcher(BoundedFile.textWithoutLinks(file, BoundedFile.RECORD_BYTES))
                    .find();
        } catch (IOException e) {
            return false;
        }
    }

    void write(Path run) throws IOException {
        Path fresh = Files.createTempFile(run, "repair-", ".new");
        try {
            Files.writeString(fresh, Documents.write(this));
            Files.move(fresh, run.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
