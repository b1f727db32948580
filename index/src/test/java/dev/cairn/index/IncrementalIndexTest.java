package dev.cairn.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that was brought up to date step by step has the rows of a new one. */
class IncrementalIndexTest {

    private static final long SEED = 20_261_130;
    private static final int STEPS = Rounds.of(8, 30, 500);

    /** What depends on the tree alone: no row ids, no times, nothing of deleted files. */
    private static final List<String> CONTENTS =
            List.of(
                    "SELECT path, filename, language, lines, size, sha256, coverage, has_docstring,"
                            + " indexed FROM files WHERE deleted = 0 ORDER BY path",
                    "SELECT f.path, d.name, d.name_parts, d.qualified_name, d.kind, d.line,"
                            + " d.end_line, d.exported, d.decorators, d.signature, d.docstring,"
                            + " hex(d.text_hash), p.qualified_name, p.line FROM definitions d"
                            + " JOIN files f ON f.id = d.file_id"
                            + " LEFT JOIN definitions p ON p.id = d.parent_id"
                            + " ORDER BY f.path, d.line, d.\"column\", d.name",
                    "SELECT f.path, i.module, i.name, i.alias, i.line, i.kind FROM imports i"
                            + " JOIN files f ON f.id = i.file_id ORDER BY 1, 5, 2, 3",
                    "SELECT f.path, t.tag, t.weight, t.automatic FROM file_tags t"
                            + " JOIN files f ON f.id = t.file_id ORDER BY 1, 2, 4",
                    "SELECT f.path, c.entity_type, c.entity_name, c.line, c.content, c.docstring,"
                            + " d.qualified_name, d.line"
                            + " FROM code_content c JOIN files f ON f.id = c.file_id"
                            + " LEFT JOIN definitions d ON d.id = c.entity_id"
                            + " ORDER BY 1, 4, 3, 5",
                    "SELECT f.path, u.line, u.\"column\", u.name, u.kind, u.receiver,"
                            + " d.qualified_name, d.line"
                            + " FROM symbol_uses u JOIN files f ON f.id = u.file_id"
                            + " LEFT JOIN definitions d ON d.id = u.definition_id"
                            + " ORDER BY 1, 2, 3, 4, 5, 6",
                    "SELECT path, kind, message, line FROM indexing_errors ORDER BY 1, 4, 3",
                    "SELECT f.path FROM files_fts x JOIN files f ON f.id = x.rowid"
                            + " WHERE files_fts MATCH 'doc OR title OR main' ORDER BY 1",
                    "SELECT f.path FROM files_trigrams x JOIN files f ON f.id = x.rowid"
                            // The words of the trigrams "cal" and "tex".
                            + " WHERE files_trigrams MATCH '6e3d OR v2eg' ORDER BY 1",
                    "SELECT f.path, c.line, c.entity_name, t.term, t.col, t.offset FROM words t"
                            + " JOIN code_content c ON c.id = t.doc"
                            + " JOIN files f ON f.id = c.file_id ORDER BY 1, 2, 3, 4, 5, 6");

    @TempDir Path folder;

    private final Random random = new Random(SEED);
    private Path root;
    private Path branch;
    private CodeDatabase database;

    @BeforeEach
    void makeTree() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("tree"));
        branch = Files.createDirectory(folder.toRealPath().resolve("branch"));
        for (int i = 0; i < 15; i++) {
            write(newPath(), newText());
        }
        database = IndexDatabase.open(folder.resolve("db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anUpdatedIndexHasTheRowsOfANewOne() throws Exception {
        index(database);
        for (int step = 0; step < STEPS; step++) {
            List<String> done = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                done.add(change());
            }
            index(database);

            List<List<String>> fresh;
            try (CodeDatabase other = IndexDatabase.open(folder.resolve("fresh" + step))) {
                index(other);
                fresh = contents(file(other));
            }
            assertThat(contents(file(database))).as("step %d: %s", step, done).isEqualTo(fresh);
            delete(folder.resolve("fresh" + step));
        }
        for (String table : List.of("files_fts", "code_content_fts", "files_trigrams")) {
            database.driver()
                    .execute(
                            "INSERT INTO %s(%s, rank) VALUES('integrity-check', 1)"
                                    .formatted(table, table));
        }
    }

    private void index(CodeDatabase some) {
        Indexer.index(some, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    private static Path file(CodeDatabase some) {
        return ((DatabaseLocation.File) some.configuration().location()).path();
    }

    private static List<List<String>> contents(Path file) throws SQLException {
        List<List<String>> contents = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, code_content_fts,"
                            + " instance)");
            for (String sql : CONTENTS) {
                List<String> lines = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        StringBuilder line = new StringBuilder();
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            line.append(text(rows.getObject(i))).append('|');
                        }
                        lines.add(line.toString());
                    }
                }
                contents.add(lines);
            }
        }
        return contents;
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? HexFormat.of().formatHex(bytes)
                : String.valueOf(value);
    }

    private String change() throws IOException {
        List<Path> files = files(root);
        if (files.isEmpty()) {
            write(newPath(), newText());
            return "first file";
        }
        Path file = files.get(random.nextInt(files.size()));
        return switch (random.nextInt(11)) {
            case 0 -> write(newPath(), newText());
            case 1 -> write(relative(file), newText());
            case 2 -> sameSizeAndTime(file);
            case 3 -> move(file, root.resolve(newPath()));
            case 4 -> move(file, file.resolveSibling(swapCase(file.getFileName().toString())));
            case 5 -> {
                Files.delete(file);
                yield "delete " + relative(file);
            }
            case 6 -> fileToFolder(file);
            case 7 -> folderToFile(file);
            case 8 -> {
                switchBranch();
                yield "switch branch";
            }
            case 9 ->
                    write(
                            ".gitignore",
                            List.of("*.md\n", "d1/\n", "!x.md\n*.py\n", "").get(random.nextInt(4)));
            default -> moveFolder(file);
        };
    }

    private String relative(Path file) {
        return root.relativize(file).toString();
    }

    private String newPath() {
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            path.append('d').append(random.nextInt(3)).append('/');
        }
        return path.append(List.of("a", "b", "Test", "main", "x").get(random.nextInt(5)))
                .append(random.nextInt(4))
                .append(List.of(".java", ".py", ".go", ".md", ".js").get(random.nextInt(5)))
                .toString();
    }

    private String newText() {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> "class A { int x = ; }\n";
            case 2 -> "\0binary" + random.nextInt(3);
            case 3 ->
                    "import a.b\nfrom m import x as y\ndef f%d():\n    '''Doc.'''\n"
                            .formatted(random.nextInt(5));
            case 4 -> "package p\n\nimport \"fmt\"\n\nfunc F%d() {}\n".formatted(random.nextInt(5));
            case 5 -> "# Title %d\n\ntext\n".formatted(random.nextInt(3));
            default ->
                    "/** Doc. */\nclass C%d { void m() { call(%d); } }\n"
                            .formatted(random.nextInt(5), random.nextInt(9));
        };
    }

    private String write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        for (Path around = parent(file); !around.equals(root); around = parent(around)) {
            if (Files.isRegularFile(around, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(around);
            }
        }
        if (Files.isDirectory(file)) {
            delete(file);
        }
        Files.createDirectories(parent(file));
        Files.writeString(file, text);
        return "write " + path;
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    private String sameSizeAndTime(Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '1' || bytes[i] == '2') {
                bytes[i] = (byte) (bytes[i] == '1' ? '2' : '1');
            }
        }
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
        return "same size and time " + relative(file);
    }

    private String move(Path from, Path to) throws IOException {
        if (Files.isDirectory(to)) {
            return "nothing";
        }
        String text = "move " + relative(from) + " to " + relative(to);
        byte[] content = Files.readAllBytes(from);
        Files.delete(from);
        write(relative(to), "");
        Files.write(to, content);
        return text;
    }

    private static String swapCase(String name) {
        return Character.isUpperCase(name.charAt(0))
                ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)
                : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private String fileToFolder(Path file) throws IOException {
        Files.delete(file);
        write(relative(file) + "/inner.java", newText());
        return "file to folder " + relative(file);
    }

    private String folderToFile(Path file) throws IOException {
        Path around = parent(file);
        if (around.equals(root)) {
            return "nothing";
        }
        delete(around);
        Files.writeString(around, newText());
        return "folder to file " + relative(around);
    }

    private String moveFolder(Path file) throws IOException {
        Path around = parent(file);
        Path target = root.resolve("moved" + random.nextInt(3));
        if (around.equals(root) || Files.exists(target)) {
            return "nothing";
        }
        Files.move(around, target);
        return "move folder " + relative(around) + " to " + relative(target);
    }

    /** Puts all files of another tree in the place of those of this one. */
    private void switchBranch() throws IOException {
        Path other = folder.resolve("other");
        Files.createDirectories(other);
        for (Path file : files(root)) {
            copy(file, other.resolve(relative(file)));
            Files.delete(file);
        }
        for (Path file : files(branch)) {
            String path = branch.relativize(file).toString();
            write(path, "");
            copy(file, root.resolve(path));
        }
        delete(branch);
        Files.move(other, branch);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<Path> files(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/.cairn/"))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> found = Files.walk(tree)) {
            for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
