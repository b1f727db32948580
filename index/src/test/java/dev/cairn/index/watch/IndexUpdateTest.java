package dev.cairn.index.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watcher's updates on a real index. */
final class IndexUpdateTest {

    /** A file that changed shortly before it was read is read once more. */
    private static final long UNTIL_TIMES_ARE_CERTAIN_MILLIS = 2_100;

    @TempDir Path temporary;

    @Test
    void aScanThatFindsNothingWritesNothing() throws Exception {
        Path root = Files.createDirectory(temporary.toRealPath().resolve("tree"));
        Path storage = Files.createDirectory(temporary.toRealPath().resolve("storage"));
        Files.writeString(root.resolve("A.java"), "class A {}\n");
        try (CodeDatabase database = IndexDatabase.open(storage)) {
            IndexUpdate update = new IndexUpdate(database, IndexOptions.standard());
            assertThat(update.update(Changes.everything(root))).isEqualTo(1);
            Thread.sleep(UNTIL_TIMES_ARE_CERTAIN_MILLIS);
            assertThat(update.reconcile(root)).isZero();

            Map<String, FileTime> before = files(temporary);
            assertThat(update.reconcile(root)).isZero();
            assertThat(files(temporary)).isEqualTo(before);

            Files.writeString(root.resolve("B.java"), "class B {}\n");
            assertThat(update.reconcile(root)).isEqualTo(1);
            Files.delete(root.resolve("A.java"));
            assertThat(update.reconcile(root)).isEqualTo(1);
        }
    }

    /** Folders too: a file that is made and removed changes the time of its folder. */
    private static Map<String, FileTime> files(Path folder) throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.toList()) {
                times.put(one.toString(), Files.getLastModifiedTime(one));
            }
        }
        return times;
    }
}
