package dev.cairn.database.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A change of a schema: what is there, with which rows, what is declared, and what is to happen.
 *
 * <p>The files below {@code src/test/postgres-cases} hold many cases each. {@code === name} begins
 * a case, {@code --- part} a part of it: {@code from} (SQL), {@code rows} (SQL), {@code to} (SQL),
 * {@code plan} (a line for each step, or {@code refused: } and a part of the message), {@code
 * check} (queries that give true afterwards), {@code options} ({@code prune}, {@code one-way}). A
 * plan that is a question mark is written by {@code -Dcairn.renew=true}.
 *
 * @param name the file and the case
 * @param parts the texts by their names
 */
record StructureCase(String name, Map<String, String> parts) {

    static final Path FOLDER = Path.of("src/test/postgres-cases");

    static List<StructureCase> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<StructureCase> read(Path file) {
        List<StructureCase> cases = new ArrayList<>();
        Map<String, String> parts = new LinkedHashMap<>();
        String part = "";
        for (String line : lines(file)) {
            if (line.startsWith("=== ")) {
                String title =
                        file.getFileName().toString().replace(".sql", "")
                                + ": "
                                + line.substring(4).strip();
                parts = new LinkedHashMap<>();
                cases.add(new StructureCase(title, parts));
            } else if (line.startsWith("--- ")) {
                part = line.substring(4).strip();
            } else if (!parts.isEmpty() || !part.isEmpty()) {
                parts.merge(part, line, (before, more) -> before + "\n" + more);
            }
        }
        return cases;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String part(String part) {
        return parts.getOrDefault(part, "").strip();
    }

    boolean has(String option) {
        return part("options").lines().map(String::strip).anyMatch(option::equals);
    }

    Optional<String> refusal() {
        return part("plan").startsWith("refused: ")
                ? Optional.of(part("plan").substring("refused: ".length()).strip())
                : Optional.empty();
    }

    /** Returns whether the plan is still to be written: it is a question mark. */
    boolean isNew() {
        return part("plan").equals("?");
    }

    /** Writes a plan into the file of the case. */
    void renew(String plan) {
        try {
            Path file = FOLDER.resolve(name.substring(0, name.indexOf(": ")) + ".sql");
            String text = Files.readString(file);
            String title = "=== " + name.substring(name.indexOf(": ") + 2) + "\n";
            int from = text.indexOf("\n--- plan\n?\n", text.indexOf(title));
            int to = from + "\n--- plan\n?\n".length();
            Files.writeString(
                    file,
                    text.substring(0, from) + "\n--- plan\n" + plan + "\n" + text.substring(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
