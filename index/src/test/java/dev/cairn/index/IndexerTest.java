package dev.cairn.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.extract.Extractor;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.index.store.IndexStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexerTest {

    @TempDir Path folder;

    private Path root;
    private CodeDatabase database;

    @BeforeEach
    void open() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("project"));
        database = IndexDatabase.open(folder.resolve("db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private IndexSummary index() {
        return Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    private long number(String sql) {
        return (Long) database.driver().queryValue(sql).orElseThrow();
    }

    private List<String> definitions() {
        List<String> names = new ArrayList<>();
        try (Rows rows =
                database.driver().query("SELECT qualified_name FROM definitions ORDER BY id")) {
            while (rows.next()) {
                names.add(String.valueOf(rows.text(0)));
            }
        }
        return names;
    }

    private void requireSoundIndexes() {
        for (String table : List.of("files_fts", "code_content_fts", "files_trigrams")) {
            database.driver()
                    .execute(
                            "INSERT INTO "
                                    + table
                                    + "("
                                    + table
                                    + ", rank) VALUES('integrity-check', 1)");
        }
    }

    @Test
    void theSummaryCountsWhatWasSeen() throws IOException {
        write("A.java", "class A { void m() {} }\n");
        write("b.py", "def f(): pass\n");
        write("README.md", "words\n");
        write(".gitignore", "ignored/\n");
        write("ignored/x.txt", "x");
        Files.write(root.resolve("picture.png"), new byte[] {1, 0, 2});
        write("large.txt", "x".repeat(3 * 1024 * 1024));
        Files.createSymbolicLink(root.resolve("link"), root.resolve("A.java"));

        IndexSummary summary = index();

        assertThat(summary.root()).isEqualTo(root.toString());
        assertThat(summary.indexed()).isEqualTo(4);
        assertThat(summary.files()).isEqualTo(4);
        assertThat(AnswerFreshness.NONE.state(database.driver()).files()).isEqualTo(4);
        assertThat(summary.definitions()).isEqualTo(3);
        assertThat(summary.ignored()).isEqualTo(1);
        assertThat(summary.binary()).isEqualTo(1);
        assertThat(summary.oversized()).isEqualTo(1);
        assertThat(summary.symbolicLinks()).isEqualTo(1);
        assertThat(summary.errors()).isZero();
    }

    @Test
    void aFileWithTheSizeAndTimeItHadIsStillComparedByItsContent() throws IOException {
        Path file = write("A.java", "class A {}\n");
        index();
        FileTime time = Files.getLastModifiedTime(file);
        write("A.java", "class B {}\n");
        Files.setLastModifiedTime(file, time);

        IndexSummary second = index();

        assertThat(second.indexed()).isEqualTo(1);
        assertThat(definitions()).containsExactly("B");
    }

    /** As after an update of the program that knows another language. */
    @Test
    void filesThatWereIndexedInAnotherWayAreIndexedAgain() throws IOException {
        write("A.java", "class A {}\n");
        index();
        assertThat(number("SELECT index_format FROM projects"))
                .isEqualTo(IndexStore.indexFormat())
                .isNotEqualTo(Extractor.VERSION);
        database.driver().execute("UPDATE projects SET index_format = index_format + 1");

        assertThat(index().indexed()).isEqualTo(1);
        assertThat(index().indexed()).isZero();
    }

    @Test
    void aFileThatIsCertainlyTheSameIsNotOpened() throws IOException {
        write("A.java", "class A {}\n");
        index();
        // As if it had been read long after its last change; the hash would tell that it was
        // opened.
        database.driver()
                .execute(
                        "UPDATE files SET read_nanos = read_nanos + 10000000000, sha256 = 'other'");

        assertThat(index().unchanged()).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM files WHERE sha256 = 'other'")).isEqualTo(1);
    }

    @Test
    void aMovedFileKeepsItsRowAndACopyIsANewFile() throws IOException {
        write("a/One.java", "class One {}\n");
        write("b/Two.java", "class Two {}\n");
        index();
        long row = number("SELECT id FROM files WHERE path = 'a/One.java'");
        Files.createDirectories(root.resolve("c"));
        Files.move(root.resolve("a/One.java"), root.resolve("c/One.java"));
        Files.copy(root.resolve("b/Two.java"), root.resolve("c/Two.java"));

        IndexSummary second = index();

        assertThat(second.moved()).isEqualTo(1);
        assertThat(second.vanished()).isZero();
        assertThat(number("SELECT id FROM files WHERE path = 'c/One.java'")).isEqualTo(row);
        assertThat(
                        database.driver()
                                .queryValue("SELECT original_path FROM files WHERE id = ?", row))
                .contains("a/One.java");
        assertThat(number("SELECT count(*) FROM files WHERE original_path IS NULL")).isEqualTo(2);
        requireSoundIndexes();
    }

    @Test
    void aFileThatWasDeletedIsRecognisedWhenItComesBackUntilItIsPurged() throws IOException {
        Path file = write("A.java", "class A {}\n");
        index();
        long row = number("SELECT id FROM files");
        Files.delete(file);
        index();
        write("b/A.java", "class A {}\n");
        assertThat(index().moved()).isEqualTo(1);
        assertThat(number("SELECT id FROM files WHERE path = 'b/A.java'")).isEqualTo(row);

        Files.delete(root.resolve("b/A.java"));
        index();
        Indexer.index(
                database,
                root,
                IndexOptions.standard().withDeletedRetention(Duration.ZERO),
                ProgressListener.NONE);
        assertThat(number("SELECT count(*) FROM files")).isZero();
        requireSoundIndexes();
    }

    @Test
    void givenPathsAreBroughtUpToDateAndOthersAreLeft() throws IOException {
        write("a/One.java", "class One {}\n");
        write("a/Two.java", "class Two {}\n");
        write("b/Three.java", "class Three {}\n");
        index();
        write("a/One.java", "class OneB {}\n");
        Files.delete(root.resolve("a/Two.java"));
        write("a/new/Four.java", "class Four {}\n");
        write("b/Three.java", "class ThreeB {}\n");

        Indexer.update(
                database,
                root,
                List.of(root.resolve("a"), Path.of("gone.txt"), Path.of("../outside")),
                IndexOptions.standard(),
                ProgressListener.NONE);

        assertThat(definitions()).containsExactlyInAnyOrder("OneB", "Four", "Three");
        requireSoundIndexes();
    }

    @Test
    void aFileThatIsTooLargeOrBinaryIsFoundByItsName() throws IOException {
        write("huge/enormous.txt", "x".repeat(3 * 1024 * 1024));
        Files.write(root.resolve("picture.png"), new byte[] {1, 0, 2});
        index();

        assertThat(files("enormous")).containsExactly("huge/enormous.txt");
        assertThat(files("picture")).containsExactly("picture.png");
        assertThat(index().indexed()).isZero();

        write("huge/enormous.txt", "small now");
        index();
        assertThat(hits("small")).isEqualTo(1);
    }

    @Test
    void aNewTimeWithTheOldContentChangesNoRows() throws IOException {
        Path file = write("A.java", "class A {}\n");
        index();
        long definition = number("SELECT max(id) FROM definitions");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));

        assertThat(index().unchanged()).isEqualTo(1);
        assertThat(number("SELECT max(id) FROM definitions")).isEqualTo(definition);
        assertThat(number("SELECT modified_nanos FROM files")).isEqualTo(1_000_000_000_000L);
    }

    @Test
    void aChangedFileHasItsRowsReplaced() throws IOException {
        write("A.java", "import java.util.List;\nclass A { void oldName() { call(); } }\n");
        index();
        long file = number("SELECT id FROM files");
        write("A.java", "class A { void newName() {} }\n");

        IndexSummary second = index();

        assertThat(second.indexed()).isEqualTo(1);
        assertThat(definitions()).containsExactly("A", "A.newName");
        assertThat(number("SELECT id FROM files")).isEqualTo(file);
        assertThat(number("SELECT count(*) FROM imports")).isZero();
        assertThat(number("SELECT count(*) FROM symbols")).isZero();
        assertThat(hits("oldName")).isZero();
        assertThat(hits("newName")).isEqualTo(1);
        requireSoundIndexes();
    }

    @Test
    void eachUseOfANameIsThereWithItsReceiverAndDefinition() throws IOException {
        write(
                "a.py",
                "from m import load, store as keep\n\ndef f(x):\n    x.run()\n    load(keep)\n");
        write("b.py", "def g():\n    load()\n");

        index();

        assertThat(uses("load")).containsExactly("a.py 5:5 call in a.f", "b.py 2:5 call in b.g");
        assertThat(uses("run")).containsExactly("a.py 4:7 call of x in a.f");
        assertThat(uses("x")).isEmpty();
        assertThat(number("SELECT count(*) FROM imports WHERE module = 'm'")).isEqualTo(2);
    }

    private List<String> uses(String name) {
        List<String> uses = new ArrayList<>();
        try (Rows rows =
                database.driver()
                        .query(
                                "SELECT f.path || ' ' || u.line || ':' || u.\"column\" || ' ' || u.kind"
                                        + " || coalesce(' of ' || u.receiver, '')"
                                        + " || coalesce(' in ' || d.qualified_name, '')"
                                        + " FROM symbol_uses u JOIN files f ON f.id = u.file_id"
                                        + " LEFT JOIN definitions d ON d.id = u.definition_id"
                                        + " WHERE u.name = ? ORDER BY 1",
                                name)) {
            while (rows.next()) {
                uses.add(rows.text(0));
            }
        }
        return uses;
    }

    @Test
    void manyFunctionsOnOneLineTakeNoLongerThanOnManyLines() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append("function f").append(i).append("(a) { return g(a); } ");
        }
        write("bundle.js", text.toString());

        assertThat(index().definitions()).isEqualTo(20_000);
        assertThat(number("SELECT count(*) FROM indexing_errors")).isZero();
    }

    @Test
    void aVanishedFileIsMarkedAndFoundNoMore() throws IOException {
        Path file = write("A.java", "class A {}\n");
        write("B.java", "class B {}\n");
        index();
        Files.delete(file);

        IndexSummary second = index();

        assertThat(second.vanished()).isEqualTo(1);
        assertThat(second.files()).isEqualTo(1);
        assertThat(number("SELECT deleted FROM files WHERE path = 'A.java'")).isEqualTo(1);
        assertThat(definitions()).containsExactly("B");
        assertThat(hits("A")).isZero();
        requireSoundIndexes();

        write("A.java", "class A {}\n");
        assertThat(index().indexed()).isEqualTo(1);
        assertThat(definitions()).containsExactlyInAnyOrder("A", "B");
        assertThat(number("SELECT count(*) FROM files")).isEqualTo(2);
    }

    @Test
    void aFileThatBecomesBinaryIsFoundNoMore() throws IOException {
        write("A.java", "class A {}\n");
        index();
        Files.write(root.resolve("A.java"), new byte[] {0, 1, 2, 3});

        assertThat(index().binary()).isEqualTo(1);
        assertThat(definitions()).isEmpty();
    }

    @Test
    void whatIsWrongWithAFileIsKeptWithItUntilItIsRight() throws IOException {
        write("A.java", "class A {\n    int x = ;\n}\n");
        Files.write(root.resolve("b.txt"), new byte[] {'a', (byte) 0xFF});

        assertThat(index().errors()).isEqualTo(2);
        IndexContents contents = IndexContents.read(database, 10);
        assertThat(contents.latestErrors())
                .extracting(IndexContents.IndexingError::path, IndexContents.IndexingError::kind)
                .containsExactlyInAnyOrder(tuple("A.java", "syntax"), tuple("b.txt", "encoding"));
        assertThat(contents.latestErrors()).anyMatch(error -> error.line().equals(Optional.of(2L)));

        write("A.java", "class A {\n    int x = 1;\n}\n");
        write("b.txt", "a");
        assertThat(index().errors()).isZero();
    }

    @Test
    void aSmallBatchGivesTheSameAsALargeOne() throws IOException {
        for (int i = 0; i < 25; i++) {
            write("p" + i % 3 + "/C" + i + ".java", "class C" + i + " { void m" + i + "() {} }\n");
        }
        List<Long> reports = new ArrayList<>();

        IndexSummary summary =
                Indexer.index(
                        database,
                        root,
                        new IndexOptions(1000, 1, 4, Duration.ofSeconds(10)),
                        (phase, done, total) -> reports.add(done));

        assertThat(summary.files()).isEqualTo(25);
        assertThat(summary.definitions()).isEqualTo(50);
        assertThat(reports).containsExactly(0L, 0L, 4L, 8L, 12L, 16L, 20L, 24L, 25L);
        requireSoundIndexes();
    }

    @Test
    void theContentsTellOfEveryProject() throws IOException {
        write("A.java", "class A {}\n");
        index();
        Path other = Files.createDirectory(folder.toRealPath().resolve("other"));
        Files.writeString(other.resolve("b.go"), "package b\nfunc F() {}\nfunc G() {}\n");
        Indexer.index(database, other, IndexOptions.standard(), ProgressListener.NONE);

        IndexContents contents = IndexContents.read(database, 5);

        assertThat(contents.projects())
                .extracting(IndexContents.Project::name)
                .containsExactly("other", "project");
        assertThat(contents.projects())
                .extracting(IndexContents.Project::definitions)
                .containsExactly(2L, 1L);
        assertThat(contents.schemaVersion()).isEqualTo("1.3.0");
    }

    @Test
    void filesAreFoundByWordsFromDifferentPlacesAndTagsWeigh() throws IOException {
        write("net/Reader.java", "/** Reads packets. */\nclass Reader { void readPacket() {} }\n");
        write("net/Writer.java", "class Writer { void writePacket() {} }\n");
        index();
        assertThat(files("net packet"))
                .containsExactlyInAnyOrder("net/Reader.java", "net/Writer.java");
        assertThat(files("packets reader").getFirst()).isEqualTo("net/Reader.java");

        database.driver()
                .execute(
                        "INSERT INTO file_tags (file_id, tag, weight)"
                                + " SELECT id, 'core', 10 FROM files WHERE path = 'net/Writer.java'");

        assertThat(files("packet").getFirst()).isEqualTo("net/Writer.java");
        assertThat(files("packet tag:core")).containsExactly("net/Writer.java");
    }

    private SearchAnswer search(String query) {
        return new CodeSearch(database, AnswerFreshness.NONE)
                .search(SearchRequest.of(query), () -> false);
    }

    private long hits(String query) {
        return search(query).total().count();
    }

    private List<String> files(String query) {
        return search(query).files().stream().map(SearchAnswer.FileHits::path).toList();
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() ->
                        Indexer.index(
                                database,
                                root.resolve("missing"),
                                IndexOptions.standard(),
                                ProgressListener.NONE))
                .withMessage("cannot index '%s': there is no such folder", root.resolve("missing"));
    }

    @Test
    void anInterruptedRunLeavesWholeBatchesAndTheNextOneDoesTheRest() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("C" + i + ".java", "class C" + i + " { void m" + i + "() {} }\n");
        }
        ProgressListener interruptAfterTheFirstBatch =
                (phase, done, total) -> {
                    if (done > 0) {
                        Thread.currentThread().interrupt();
                    }
                };

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() ->
                        Indexer.index(
                                database,
                                root,
                                new IndexOptions(1000, 1, 5, Duration.ofSeconds(10)),
                                interruptAfterTheFirstBatch))
                .extracting(DatabaseException::code)
                .isEqualTo(DatabaseErrorCode.CANCELLED);
        assertThat(Thread.interrupted()).isTrue();
        // The second batch is being written while the first one is reported.
        assertThat(number("SELECT count(*) FROM files")).isEqualTo(10);
        assertThat(number("SELECT count(*) FROM definitions")).isEqualTo(20);
        requireSoundIndexes();

        IndexSummary rest = index();
        assertThat(rest.indexed()).isEqualTo(10);
        assertThat(rest.unchanged()).isEqualTo(10);
        assertThat(rest.definitions()).isEqualTo(40);
    }

    @Test
    void aBatchThatFailsEndsTheRunWithItsErrorAndLeavesTheBatchesBefore() throws IOException {
        for (int i = 0; i < 40; i++) {
            write("c%02d.py".formatted(i), "def m%d(): pass\n".formatted(i));
        }
        database.driver()
                .execute(
                        "CREATE TRIGGER no_c17 BEFORE INSERT ON files WHEN NEW.path = 'c17.py'"
                                + " BEGIN SELECT RAISE(ABORT, 'c17 is not wanted'); END");

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() ->
                        Indexer.index(
                                database,
                                root,
                                new IndexOptions(1000, 1, 5, Duration.ofSeconds(10)),
                                ProgressListener.NONE))
                .withMessageContaining("c17 is not wanted");
        assertThat(number("SELECT count(*) FROM files")).isEqualTo(15);
        requireSoundIndexes();

        database.driver().execute("DROP TRIGGER no_c17");
        assertThat(index().indexed()).isEqualTo(25);
    }

    @Test
    void aFileWhoseParserDoesNotEndIsIndexedAsTextAndTheRunGoesOn() throws IOException {
        write("a.java", "class A {}\n");
        // The grammar tries generic types and comparisons; that takes several seconds.
        write("b.java", "a<".repeat(5_000) + " needle\n");
        write("c.java", "class C {}\n");
        IndexOptions impatient = IndexOptions.standard().withFileTimeLimit(Duration.ofSeconds(1));

        IndexSummary summary = Indexer.index(database, root, impatient, ProgressListener.NONE);

        assertThat(summary.indexed()).isEqualTo(3);
        assertThat(summary.errors()).isEqualTo(1);
        assertThat(definitions()).containsExactlyInAnyOrder("A", "C");
        assertThat(IndexContents.read(database, 1).latestErrors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.path()).isEqualTo("b.java");
                    assertThat(error.kind()).isEqualTo("parser");
                    assertThat(error.message()).contains("1.0 s of processor time");
                });
        assertThat(number("SELECT count(*) FROM files_fts WHERE files_fts MATCH 'needle'"))
                .isEqualTo(1);
        requireSoundIndexes();
    }
}
