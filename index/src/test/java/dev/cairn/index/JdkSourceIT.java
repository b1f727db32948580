package dev.cairn.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchHit;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.Restriction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Indexes the source of the JDK that runs the test: {@code java.util} and the packages below it, or
 * with {@code -Dcairn.long=true} all of it. A JDK without {@code lib/src.zip} has nothing to index.
 */
class JdkSourceIT {

    private static final boolean LONG = Rounds.areLong();
    private static final Path ARCHIVE = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    private static final String MODULE = "java.base/";
    private static final String PACKAGE = MODULE + "java/util/";

    @TempDir Path folder;

    @Test
    void everyClassOfJavaUtilIsFoundByItsName() throws IOException {
        assumeTrue(Files.exists(ARCHIVE), "the JDK has no lib/src.zip");
        Path root = folder.toRealPath().resolve("jdk");
        List<String> classes = unpack(root);
        assertThat(classes)
                .contains("java/util/HashMap", "java/util/concurrent/locks/StampedLock")
                .hasSizeGreaterThan(350);

        try (CodeDatabase database = IndexDatabase.open(folder.resolve("db"))) {
            IndexSummary first = index(database, root);
            for (String name : classes) {
                assertThat(firstHit(database, name)).isEqualTo(name.replace('/', '.'));
            }
            assertThat(errors(database)).isEmpty();
            requireASecondRunToBeQuick(first, index(database, root));
        }
    }

    private static IndexSummary index(CodeDatabase database, Path root) {
        return Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    /** One class of that name can be in many packages; the path says which is meant. */
    private static String firstHit(CodeDatabase database, String name) {
        SearchRequest request =
                SearchRequest.of(name.substring(name.lastIndexOf('/') + 1))
                        .restricted(
                                List.of(
                                        new Restriction(
                                                Field.KIND,
                                                List.of("class", "interface", "enum", "record"),
                                                false),
                                        new Restriction(
                                                Field.PATH,
                                                List.of(MODULE + name + ".java"),
                                                false)))
                        .with(SearchRequest.Page.FIRST.withLimit(1));
        return new CodeSearch(database, AnswerFreshness.NONE)
                .search(request, () -> false).hits().stream()
                        .map(SearchHit::qualifiedName)
                        .findFirst()
                        .orElse("nothing");
    }

    private static List<String> errors(CodeDatabase database) {
        List<String> errors = new ArrayList<>();
        try (Rows rows = database.driver().query("SELECT kind, message FROM indexing_errors")) {
            while (rows.next()) {
                errors.add(rows.text(0) + ": " + rows.text(1));
            }
        }
        return errors;
    }

    private static void requireASecondRunToBeQuick(IndexSummary first, IndexSummary second) {
        assertThat(second.indexed()).isZero();
        assertThat(second.unchanged()).isEqualTo(first.files());
        assertThat(second.definitions()).isEqualTo(first.definitions());
        if (LONG) {
            assertThat(first.files()).isGreaterThan(10_000);
            assertThat(second.durationMillis()).isLessThan(first.durationMillis() / 10);
        }
    }

    /** Returns the classes that have a file of their own in java.util and the packages below. */
    private static List<String> unpack(Path root) throws IOException {
        List<String> classes = new ArrayList<>();
        try (ZipFile archive = new ZipFile(ARCHIVE.toFile())) {
            for (ZipEntry entry : archive.stream().filter(JdkSourceIT::isWanted).toList()) {
                Path file = root.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream content = archive.getInputStream(entry)) {
                    Files.copy(content, file);
                }
                if (entry.getName().startsWith(PACKAGE) && !entry.getName().contains("-")) {
                    classes.add(entry.getName().replace(MODULE, "").replace(".java", ""));
                }
            }
        }
        return classes;
    }

    private static boolean isWanted(ZipEntry entry) {
        String name = entry.getName();
        return name.endsWith(".java") && (LONG || name.startsWith(PACKAGE));
    }
}
