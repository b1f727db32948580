package dev.cairn.benchmarks;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.StoragePaths;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.IndexSummary;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The code index in PostgreSQL beside the one in SQLite: the time of indexing the same tree, the
 * time of the same searches in turn, and whether their answers are the same.
 *
 * <p>The arguments are the port of a server on this machine whose superuser {@code postgres} needs
 * no password, and a folder of sources, or {@code again} to ask the index of an earlier run.
 */
public final class PostgresIndex {

    private static final String DATABASE = "cairn_index_benchmark";
    private static final int ROUNDS = 5;
    private static final int LIMIT = 20;

    private static final List<String> QUERIES =
            List.of(
                    "HashMap",
                    "ConcurrentHashMap resize",
                    "read bytes channel",
                    "parse*",
                    "encode url component",
                    "deadlock",
                    "name:close*",
                    "name:ReentrantLock",
                    "kind:interface name:List",
                    "kind:enum",
                    "lang:java socket timeout",
                    "path:*Buffer.java position",
                    "\"throw new IllegalStateException(\"",
                    "\"@Override\" path:*HashMap.java",
                    "\"synchronized (this)\"",
                    "/MAX_\\w+ = 1 << \\d+/",
                    "/compareAndSet\\w*\\(/ path:*Thread*",
                    "/(get|set)Raw\\w+\\(/",
                    "how is a string hashed?",
                    "where are file permissions checked?",
                    "what closes a socket?",
                    "certificate chain validation",
                    "time zone offset",
                    "nothingIsCalledLikeThis",
                    "garbage collector notification",
                    "BigInteger multiply",
                    "module layer configuration",
                    "regex group capture",
                    "swing table model",
                    "xml namespace prefix");

    private PostgresIndex() {}

    /** Runs it and prints the figures. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        if (arguments[1].equals("again")) {
            again(port);
            return;
        }
        Path tree = Path.of(arguments[1]).toRealPath();
        try (ScratchFolder scratch = ScratchFolder.create("cairn-postgres-index")) {
            create(port, scratch.path());
            try (CodeDatabase sqlite = CodeDatabase.open(scratch.path().resolve("index.db"));
                    CodeDatabase postgres = open(port, DATABASE, scratch.path())) {
                CodeIndexSchema.ensure(sqlite);
                CodeIndexSchema.ensure(postgres);
                index("SQLite", sqlite, tree);
                index("PostgreSQL", postgres, tree);
                postgres.driver().execute("ANALYZE");
                compare(sqlite, postgres);
                search(sqlite, postgres);
            }
        }
    }

    /** Asks the index that an earlier run has made, and prints each query's median. */
    private static void again(int port) throws IOException {
        try (ScratchFolder scratch = ScratchFolder.create("cairn-postgres-index");
                CodeDatabase postgres = open(port, DATABASE, scratch.path())) {
            for (String query : QUERIES) {
                List<Double> millis = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    millis.add(millis(postgres, query));
                }
                millis.sort(null);
                System.out.printf(Locale.ROOT, "%8.1f ms  %s%n", millis.get(ROUNDS / 2), query);
            }
        }
    }

    private static CodeDatabase open(int port, String database, Path scratch) {
        return CodeDatabase.open(
                new DatabaseConfiguration(
                        DatabaseType.POSTGRES,
                        new DatabaseLocation.Server(
                                List.of(new DatabaseLocation.Host("127.0.0.1", port)),
                                database,
                                "public",
                                new DatabaseLocation.Credentials(
                                        "postgres", Optional.empty(), Optional.empty()),
                                new DatabaseLocation.Encryption("disable", Optional.empty()),
                                DatabaseLocation.Limits.STANDARD),
                        StoragePaths.below(scratch)));
    }

    private static void create(int port, Path scratch) {
        try (CodeDatabase database = open(port, "postgres", scratch)) {
            database.driver().execute("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
            database.driver().execute("CREATE DATABASE " + DATABASE + " TEMPLATE template0");
        }
    }

    private static void index(String engine, CodeDatabase database, Path tree) {
        long start = System.nanoTime();
        IndexSummary summary =
                Indexer.index(database, tree, IndexOptions.standard(), new Progress(engine));
        double seconds = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        Indexer.index(database, tree, IndexOptions.standard(), ProgressListener.NONE);
        System.out.printf(
                Locale.ROOT,
                "%-10s %d files in %.1f s, once more with nothing to do %.2f s%n",
                engine,
                summary.indexed(),
                seconds,
                (System.nanoTime() - start) / 1e9);
    }

    /** Prints every ten seconds how far the indexing is. */
    private static final class Progress implements ProgressListener {

        private static final long PAUSE_NANOS = 10_000_000_000L;

        private final String engine;
        private final long start = System.nanoTime();
        private long printed = start;

        private Progress(String engine) {
            this.engine = engine;
        }

        @Override
        public synchronized void progress(String phase, long done, long total) {
            long now = System.nanoTime();
            if (now - printed >= PAUSE_NANOS) {
                printed = now;
                System.out.printf(
                        Locale.ROOT,
                        "  %s after %.0f s: %s %d of %d%n",
                        engine,
                        (now - start) / 1e9,
                        phase,
                        done,
                        total);
            }
        }
    }

    private static SearchAnswer answer(CodeDatabase database, String query, int limit) {
        SearchRequest request = SearchRequest.of(query);
        return new CodeSearch(database, AnswerFreshness.NONE)
                .search(request.with(request.page().withLimit(limit)), () -> false);
    }

    private static List<String> hits(SearchAnswer answer) {
        List<String> hits = new ArrayList<>();
        answer.files()
                .forEach(file ->
                        file.hits().forEach(hit -> hits.add(file.path() + ":" + hit.line())));
        hits.sort(null);
        hits.add("total " + answer.total());
        return hits;
    }

    /** Of an answer that has more hits than it shows each engine shows the best by its ranking. */
    private static boolean isWhole(List<String> hits) {
        return !hits.getLast().contains("more than");
    }

    private static void compare(CodeDatabase sqlite, CodeDatabase postgres) {
        int equal = 0;
        System.out.println("compare the answers");
        for (String query : QUERIES) {
            List<String> one = hits(answer(sqlite, query, 1_000));
            List<String> other = hits(answer(postgres, query, 1_000));
            if (one.equals(other)) {
                equal++;
            } else if (isWhole(one) && isWhole(other)) {
                throw new IllegalStateException(
                        "'%s' has other hits: %s against %s".formatted(query, one, other));
            } else {
                List<String> missing = new ArrayList<>(one);
                missing.removeAll(other);
                List<String> more = new ArrayList<>(other);
                more.removeAll(one);
                System.out.printf(
                        "  '%s': %s against %s; only in SQLite %d, only in PostgreSQL %d%n",
                        query, one.getLast(), other.getLast(), missing.size(), more.size());
            }
        }
        System.out.printf("%d of %d answers are equal%n", equal, QUERIES.size());
    }

    /** Each query in turn, so that both have the same circumstances. */
    private static void search(CodeDatabase sqlite, CodeDatabase postgres) {
        List<Double> ofSqlite = new ArrayList<>();
        List<Double> ofPostgres = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String query : QUERIES) {
                ofSqlite.add(millis(sqlite, query));
                ofPostgres.add(millis(postgres, query));
            }
        }
        print("SQLite", ofSqlite);
        print("PostgreSQL", ofPostgres);
        for (int i = 0; i < QUERIES.size(); i++) {
            double one = ofSqlite.get(QUERIES.size() + i);
            double other = ofPostgres.get(QUERIES.size() + i);
            if (other > 100) {
                System.out.printf(
                        Locale.ROOT, "  '%s': %.0f against %.0f ms%n", QUERIES.get(i), one, other);
            }
        }
    }

    private static double millis(CodeDatabase database, String query) {
        long start = System.nanoTime();
        answer(database, query, LIMIT);
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String engine, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-10s %d searches: p50 %.1f ms, p95 %.1f ms, longest %.0f ms%n",
                engine,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.getLast());
    }
}
