package dev.cairn.index.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncResult;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.postgres.PostgresServer;
import dev.cairn.database.postgres.PostgresTestDatabase;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexContents;
import dev.cairn.index.IndexCoverage;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.IndexSummary;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.reference.CodeMap;
import dev.cairn.index.reference.CodeReferences;
import dev.cairn.index.reference.FileStructure;
import dev.cairn.index.reference.References;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.index.store.TagStore;
import dev.cairn.schema.lint.LintFinding;
import dev.cairn.schema.lint.LintOptions;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.lint.SchemaLint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same tree in SQLite and in PostgreSQL gives the same answers. The engines rank in different
 * ways, so the hits of a search are compared as a set, and only where all of them are shown.
 */
@SuppressWarnings("NullAway.Init") // The databases are made before the tests.
final class PostgresIndexIT {

    private static PostgresTestDatabase server;
    private static CodeDatabase sqlite;
    private static CodeDatabase postgres;
    private static Path tree;

    @BeforeAll
    static void index(@TempDir Path folder) throws IOException {
        server = PostgresServer.shared().createDatabase();
        tree = folder.resolve("tree");
        copy(Path.of("src/main/java/dev/cairn/index/search"), tree.resolve("search"));
        copy(Path.of("src/main/java/dev/cairn/index/store"), tree.resolve("store"));
        copy(Path.of("src/test/resources/dev/cairn/index/language"), tree.resolve("language"));
        Files.writeString(
                tree.resolve("notes.md"), "# Caf\u00e9 notes\n\nRunning, connected; 100%_done\n");
        sqlite = IndexDatabase.open(folder.resolve("sqlite"));
        postgres =
                IndexDatabase.open(
                        folder.resolve("postgres"),
                        server.location(DatabaseLocation.Limits.STANDARD));
        IndexSummary inSqlite = run(sqlite, tree);
        IndexSummary inPostgres = run(postgres, tree);
        assertThat(inPostgres.indexed()).isEqualTo(inSqlite.indexed()).isGreaterThan(60);
    }

    @AfterAll
    static void close() {
        sqlite.close();
        postgres.close();
        server.close();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                Files.createDirectories(target.getParent());
                Files.copy(path, target);
            }
        }
    }

    private static IndexSummary run(CodeDatabase database, Path root) {
        return Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "driver",
                "FileCondition",
                "PieceQueries.count",
                "most ranked",
                "ranked pieces -test",
                "rank*",
                "ranking*",
                "parse*",
                "tables*",
                "cafe",
                "running",
                "connect",
                "\"likePattern(\"",
                "\"100%_done\"",
                "/MOST_\\w+ =/",
                "/(foo|Rank)ed\\(/",
                "name:rank*",
                "kind:record",
                "lang:java rows path:store",
                "path:*Row.java file",
                "path:search deadline -path:line",
                "tag:java open",
                "how are hits counted?",
                "what opens a door?",
                "nothingLikeThis",
                "a = b",
                "\u00fc",
                "x' OR '1'='1",
                "'quoted' & | ! :* <->"
            })
    void aSearchFindsTheSame(String query) {
        assertThat(hits(postgres, query)).isEqualTo(hits(sqlite, query));
    }

    private static List<String> hits(CodeDatabase database, String query) {
        SearchRequest request = SearchRequest.of(query);
        SearchAnswer answer =
                new CodeSearch(database, AnswerFreshness.NONE)
                        .search(request.with(request.page().withLimit(1_000)), () -> false);
        List<String> hits = new ArrayList<>();
        answer.files()
                .forEach(file ->
                        file.hits()
                                .forEach(hit ->
                                        hits.add(
                                                file.path()
                                                        + ":"
                                                        + hit.line()
                                                        + " "
                                                        + hit.qualifiedName())));
        hits.sort(null);
        hits.add("total " + answer.total());
        hits.addAll(answer.notes());
        hits.addAll(answer.suggestions());
        return hits;
    }

    @ParameterizedTest
    @ValueSource(strings = {"addRow", "FileRow", "PieceQueries.Ranked", "open", "READ", "nosuch"})
    void definitionsAndUsesAreTheSame(String name) {
        CodeReferences ofSqlite = new CodeReferences(sqlite, AnswerFreshness.NONE);
        CodeReferences ofPostgres = new CodeReferences(postgres, AnswerFreshness.NONE);

        assertThat(text(ofPostgres.definitions(name))).isEqualTo(text(ofSqlite.definitions(name)));
        for (References.Direction direction : References.Direction.values()) {
            assertThat(text(ofPostgres.references(name, direction, 2, () -> false)))
                    .isEqualTo(text(ofSqlite.references(name, direction, 2, () -> false)));
        }
    }

    /** Ids differ, and the time of the last scan. */
    private static String text(Object answer) {
        return answer.toString()
                .replace("Edge[", "\nEdge[")
                .replaceAll("projectId=[^,]*", "")
                .replaceAll("\\b(id|fileId|parent|definition)=\\d+", "")
                .replaceAll("freshTo=[^,]*,", "");
    }

    @Test
    void outlinesAndImportsAreTheSame() {
        FileStructure ofSqlite = new FileStructure(sqlite, AnswerFreshness.NONE);
        FileStructure ofPostgres = new FileStructure(postgres, AnswerFreshness.NONE);
        for (String path : List.of("search/FileRow.java", "store", "language", "nowhere")) {
            assertThat(text(ofPostgres.outline(path))).isEqualTo(text(ofSqlite.outline(path)));
            assertThat(text(ofPostgres.imports(path))).isEqualTo(text(ofSqlite.imports(path)));
            assertThat(text(ofPostgres.importers(path))).isEqualTo(text(ofSqlite.importers(path)));
        }
    }

    @Test
    void stateAndCoverageAreTheSame() {
        assertThat(text(CodeMap.read(postgres, AnswerFreshness.NONE)))
                .isEqualTo(text(CodeMap.read(sqlite, AnswerFreshness.NONE)));
        assertThat(coverage(postgres)).isEqualTo(coverage(sqlite));
        assertThat(text(AnswerFreshness.NONE.state(postgres.driver())))
                .isEqualTo(text(AnswerFreshness.NONE.state(sqlite.driver())));
        assertThat(IndexContents.bytes(postgres.driver())).isGreaterThan(100_000);
    }

    private static String coverage(CodeDatabase database) {
        return text(
                IndexCoverage.read(
                        database, new ProjectStore(database.driver()).all().getFirst().id()));
    }

    @Test
    void anIndexIsBroughtUpToDateAsInSqlite(@TempDir Path folder) throws IOException {
        Path own = folder.resolve("own");
        Files.createDirectories(own);
        Files.writeString(own.resolve("A.java"), "class A { void first() {} }\n");
        Files.writeString(own.resolve("B.java"), "class B { void second() { first(); } }\n");
        try (PostgresTestDatabase other = PostgresServer.shared().createDatabase();
                CodeDatabase database =
                        IndexDatabase.open(
                                folder.resolve("db"),
                                other.location(DatabaseLocation.Limits.STANDARD))) {
            assertThat(CodeIndexSchema.ensure(database).outcome())
                    .isEqualTo(SyncResult.Outcome.UNCHANGED);
            assertThat(run(database, own).indexed()).isEqualTo(2);
            assertThat(run(database, own).indexed()).isZero();

            Files.writeString(own.resolve("A.java"), "class A { void third() {} }\n");
            Files.move(own.resolve("B.java"), own.resolve("C.java"));
            run(database, own);
            assertThat(hits(database, "third path:A.java")).anyMatch(hit -> hit.contains("A.java"));
            assertThat(hits(database, "first path:A.java")).contains("total 0");
            assertThat(hits(database, "second path:C.java"))
                    .anyMatch(hit -> hit.contains("C.java:1"));

            TagStore tags = new TagStore(database.driver());
            String project =
                    new ProjectStore(database.driver())
                            .all().stream()
                                    .filter(one -> one.root().toString().endsWith("own"))
                                    .findFirst()
                                    .orElseThrow()
                                    .id();
            tags.add(project, "mine", "C.java", 2.0);
            tags.add(project, "mine", "C.java", 3.0);
            assertThat(hits(database, "second tag:mine")).hasSizeGreaterThan(1);
            new ProjectStore(database.driver()).remove(project);
            assertThat(hits(database, "second path:C.java")).contains("total 0");
        }
    }

    @Test
    void severalMachinesIndexDifferentProjectsAtOnce(@TempDir Path folder) throws IOException {
        try (PostgresTestDatabase other = PostgresServer.shared().createDatabase()) {
            List<CompletableFuture<Long>> runs = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Path own = folder.resolve("project" + i);
                copy(Path.of("src/main/java/dev/cairn/index/store"), own);
                Path storage = folder.resolve("machine" + i);
                runs.add(CompletableFuture.supplyAsync(() -> indexed(other, storage, own)));
            }
            long first = runs.getFirst().join();
            assertThat(first).isGreaterThan(15);
            assertThat(runs).allSatisfy(run -> assertThat(run.join()).isEqualTo(first));
            try (CodeDatabase database =
                    IndexDatabase.open(
                            folder.resolve("reader"),
                            other.location(DatabaseLocation.Limits.STANDARD))) {
                assertThat(hits(database, "kind:record name:FileTag")).hasSize(5);
                assertThat(new ProjectStore(database.driver()).all())
                        .hasSize(4)
                        .allSatisfy(project -> assertThat(project.files()).isEqualTo(first));
            }
        }
    }

    /** Two projects would share ids, and a change of one would delete rows of the other. */
    @Test
    void aBatchWithMoreRowsThanItsBlockHasIdsTakesAnotherBlock(@TempDir Path folder)
            throws IOException {
        List<String> tables = List.of("files", "definitions", "code_content", "names");
        try (PostgresTestDatabase other = PostgresServer.shared().createDatabase();
                CodeDatabase database =
                        IndexDatabase.open(
                                folder.resolve("db"),
                                other.location(DatabaseLocation.Limits.STANDARD))) {
            tables.forEach(table ->
                    other.execute(
                            "ALTER SEQUENCE %s_id INCREMENT BY %d"
                                    .formatted(table, table.equals("files") ? 7 : 100)));
            for (String project : List.of("one", "two")) {
                Path own = folder.resolve(project);
                copy(Path.of("src/main/java/dev/cairn/index/store"), own);
                assertThat(run(database, own).indexed()).isGreaterThan(15);
            }
            for (String table : tables) {
                assertThat(database.driver().queryValue("SELECT count(*) > 2 * 7 FROM " + table))
                        .as(table)
                        .contains(1L);
                assertThat(
                                database.driver()
                                        .queryValue(
                                                "SELECT count(*) - count(DISTINCT id) FROM "
                                                        + table))
                        .as("ids of " + table + " that two rows have")
                        .contains(0L);
            }
            assertThat(
                            (Long)
                                    database.driver()
                                            .queryValue(
                                                    "SELECT increment_by FROM pg_sequences WHERE"
                                                            + " sequencename = 'definitions_id'")
                                            .orElseThrow())
                    .isEqualTo(100);
        }
    }

    private static long indexed(PostgresTestDatabase in, Path storage, Path tree) {
        try (CodeDatabase database =
                IndexDatabase.open(storage, in.location(DatabaseLocation.Limits.STANDARD))) {
            return run(database, tree).indexed();
        }
    }

    /** So an extension that distributes tables can keep the rows of a project together. */
    @Test
    void everyKeyBeginsWithTheProject() {
        String sql =
                "SELECT string_agg(c.conrelid::regclass || '.' || c.conname, ' ')"
                        + " FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid"
                        + " AND a.attnum = c.conkey[1]"
                        + " WHERE c.connamespace = 'public'::regnamespace"
                        + " AND c.contype IN ('p', 'u', 'f') AND a.attname <> 'project_id'"
                        + " AND c.conrelid::regclass::text NOT IN ('projects', 'db_settings',"
                        + " 'vector_models', 'vectors') AND c.conrelid::regclass::text !~ '^_cairn_'";
        assertThat(postgres.driver().queryValue(sql)).isEmpty();
        assertThat(
                        (Long)
                                postgres.driver()
                                        .queryValue(
                                                "SELECT count(*) FROM pg_constraint WHERE contype"
                                                        + " IN ('p', 'u', 'f')"
                                                        + " AND connamespace = 'public'::regnamespace")
                                        .orElseThrow())
                .isGreaterThan(20);
        assertThat(
                        SchemaLint.lint(
                                postgres.driver().inspectSchema(),
                                Engine.of(postgres.driver()).dialect().lintRules(),
                                LintOptions.usual()))
                .extracting(LintFinding::rule)
                .doesNotContain(LintRule.KEY_CANNOT_BE_DISTRIBUTED);
    }

    @Test
    void oneProjectHasOneIndexer() {
        try (var _ = postgres.lock("cairn index /some/tree", Duration.ofSeconds(1))) {
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(
                            () -> postgres.lock("cairn index /some/tree", Duration.ofMillis(200)))
                    .satisfies(e -> {
                        assertThat(e.code()).isEqualTo(DatabaseErrorCode.BUSY);
                        assertThat(e)
                                .hasMessageContaining("of user postgres")
                                .hasMessageContaining("since");
                    });
        }
        postgres.lock("cairn index /some/tree", Duration.ofSeconds(1)).close();
    }
}
