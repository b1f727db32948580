package dev.cairn.index.scip;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.file.BoundedFile;
import dev.cairn.index.scan.SourceText;
import dev.cairn.index.statement.IndexStatements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a SCIP index of a project into the tables {@code scip_symbols} and {@code
 * scip_occurrences}. A file is imported only if it is on the disk as the code index has it and not
 * newer than the SCIP index; what is imported of it goes when the file changes. An import replaces
 * the one before.
 */
public final class ScipImport {

    private static final long MOST_BYTES = 1L << 30;
    private static final int MOST_OCCURRENCES = 20_000_000;
    private static final int MOST_OF_A_FILE = 500_000;
    private static final int MOST_DOCUMENT_BYTES = 64 << 20;
    private static final int MOST_DOCUMENTS = 2_000_000;

    /** The symbols of all files are in memory at the same time. */
    private static final long MOST_SYMBOL_CHARACTERS = 128L << 20;

    private final DatabaseDriver driver;
    private final String projectId;
    private final Path root;
    private final Map<String, Long> symbols = new HashMap<>();
    private final Set<Long> filesRead = new HashSet<>();
    private long symbolCharacters;
    private long madeNanos;
    private int documents;
    private int imported;
    private int unknown;
    private int changed;
    private long occurrences;
    private boolean complete = true;

    private ScipImport(DatabaseDriver driver, String projectId, Path root) {
        this.driver = driver;
        this.projectId = projectId;
        this.root = root;
    }

    /**
     * Imports a SCIP index.
     *
     * @param projectId the UUID of a project of the index
     * @param root the project's folder, below which the paths of the SCIP index are
     * @throws InvalidScipException if the file is no SCIP index; nothing is changed then
     */
    public static ScipSummary read(DatabaseDriver driver, String projectId, Path root, Path file)
            throws IOException {
        BoundedFile.requireRegular(file);
        ScipImport work = new ScipImport(driver, projectId, root);
        work.madeNanos = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
        long size = Files.size(file);
        if (size > MOST_BYTES) {
            throw new InvalidScipException(
                    MOST_BYTES,
                    "it has %d bytes; the most is %d, reached".formatted(size, MOST_BYTES));
        }
        try (ScipFile in = new ScipFile(file)) {
            return driver.inTransaction(TransactionMode.WRITE, () -> work.readAll(in));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private ScipSummary readAll(ScipFile in) {
        try {
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScipSummary read(ScipFile in) throws IOException {
        IndexStatements.of(driver).writesFor().ifPresent(sql -> driver.queryValue(sql, projectId));
        driver.execute(
                "DELETE FROM scip_occurrences WHERE file_id IN"
                        + " (SELECT id FROM files WHERE project_id = ?)",
                projectId);
        driver.execute("DELETE FROM scip_symbols WHERE project_id = ?", projectId);
        IndexStatements.of(driver).symbolIdsStart().ifPresent(driver::queryValue);
        boolean described = false;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> {
                    in.skip();
                    described = true;
                }
                case 2 ->
                        document(
                                ScipDocument.read(in.message(MOST_DOCUMENT_BYTES), MOST_OF_A_FILE));
                default -> in.skip();
            }
        }
        if (!described && documents == 0) {
            throw new InvalidScipException(0, "it has neither metadata nor documents");
        }
        return new ScipSummary(documents, imported, unknown, changed, occurrences, complete);
    }

    private void document(ScipDocument document) {
        documents++;
        if (documents > MOST_DOCUMENTS) {
            throw new InvalidScipException(
                    0, "it has more than %,d documents, beginning".formatted(MOST_DOCUMENTS));
        }
        if (occurrences + document.occurrences().size() > MOST_OCCURRENCES
                || document.occurrences().size() == MOST_OF_A_FILE
                || symbolCharacters > MOST_SYMBOL_CHARACTERS) {
            complete = false;
            return;
        }
        KnownText known = known(document.path());
        if (known == null) {
            unknown++;
        } else if (!filesRead.add(known.id)) {
            complete = false;
        } else if (known.lines.isEmpty()) {
            changed++;
        } else {
            imported++;
            write(document, known);
        }
    }

    /** A file of the index, and its lines if they are as the SCIP index saw them. */
    private record KnownText(long id, List<String> lines) {}

    private @Nullable KnownText known(String path) {
        // The path is only compared with those that the index has, so it cannot lead elsewhere.
        try (Rows rows =
                driver.query(
                        "SELECT id, sha256 FROM files WHERE project_id = ? AND path = ?"
                                + " AND deleted = 0 AND coverage = 'full'",
                        projectId,
                        path.startsWith("./") ? path.substring(2) : path)) {
            if (!rows.next()) {
                return null;
            }
            long id = rows.integer(0);
            return new KnownText(
                    id,
                    filesRead.contains(id)
                            ? List.of()
                            : lines(root.resolve(path), rows.requiredText(1)));
        }
    }

    private List<String> lines(Path file, String sha256) {
        try {
            boolean newer = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) > madeNanos;
            return !newer
                            && SourceText.of(BoundedFile.bytes(file, BoundedFile.TEXT_BYTES))
                                    instanceof SourceText.Text text
                            && text.sha256().equals(sha256)
                    ? List.of(text.text().split("\r?\n|\r", -1))
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void write(ScipDocument document, KnownText known) {
        addSymbols(document, known);
        List<List<@Nullable Object>> places = new ArrayList<>();
        Set<List<@Nullable Object>> seen = new HashSet<>();
        for (ScipDocument.Occurrence one : document.occurrences()) {
            int column = column(document, one, known);
            if (column > 0) {
                long id = Objects.requireNonNull(symbols.get(one.symbol()));
                List<@Nullable Object> place = List.of(known.id, one.line() + 1, column, id);
                if (seen.add(place)) {
                    List<@Nullable Object> row = new ArrayList<>(place);
                    row.add(one.definition() ? 1 : 0);
                    places.add(row);
                }
            }
        }
        if (!places.isEmpty()) {
            driver.executeBatch(
                    "INSERT INTO scip_occurrences (file_id, line, \"column\", symbol_id,"
                            + " definition) VALUES (?, ?, ?, ?, ?)",
                    places);
        }
        occurrences += places.size();
    }

    private static int column(ScipDocument document, ScipDocument.Occurrence one, KnownText known) {
        return one.line() < known.lines.size()
                ? document.column(one, known.lines.get(one.line()))
                : -1;
    }

    private void addSymbols(ScipDocument document, KnownText known) {
        Set<String> missing = new LinkedHashSet<>();
        for (ScipDocument.Occurrence one : document.occurrences()) {
            if (!symbols.containsKey(one.symbol()) && column(document, one, known) > 0) {
                missing.add(one.symbol());
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        List<List<@Nullable Object>> added = new ArrayList<>();
        try (Rows ids = driver.query(IndexStatements.of(driver).symbolIds(), missing.size())) {
            for (String symbol : missing) {
                ids.next();
                symbols.put(symbol, ids.integer(0));
                symbolCharacters += symbol.length();
                added.add(List.of(ids.integer(0), projectId, symbol));
            }
        }
        driver.executeBatch(
                "INSERT INTO scip_symbols (id, project_id, symbol) VALUES (?, ?, ?)", added);
    }
}
