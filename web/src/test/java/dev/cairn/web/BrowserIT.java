package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.backup.BackupCreateRequest;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.server.configuration.ConfigurationReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The pages in a real browser. */
@Timeout(900)
final class BrowserIT {

    private static final String SCREENSHOTS = "cairn.screenshots";
    private static final int LARGE_LINES = 50_000;
    private static final int LONG_LINE = 1 << 20;

    @TempDir Path temporary;

    @Test
    @DisabledIfSystemProperty(named = SCREENSHOTS, matches = "true")
    void pagesWorkInABrowser() throws Exception {
        Path folder = temporary.toRealPath();
        BrowserScript script = BrowserScript.in(folder.resolve("node"));
        Path root = folder.resolve("project");
        write(root);
        try (ServedTree tree = ServedTree.serve(root)) {
            tree.await("/", body -> body.contains("index: 6 files, fresh to"));
            backUp(root);
            List<String> lines = script.run(tree, "");
            assertThat(lines).hasSizeGreaterThan(15).allMatch(line -> line.startsWith("ok "));
        }
    }

    /** Makes the pictures of the documentation out of the pages of this checkout. */
    @Test
    @EnabledIfSystemProperty(named = SCREENSHOTS, matches = "true")
    void picturesOfThePagesAreMade() throws Exception {
        Path folder = temporary.toRealPath();
        BrowserScript script = BrowserScript.in(folder.resolve("node"));
        Path sources = sources();
        Path root = folder.resolve("cairn");
        assertThat(
                        new ProcessBuilder(
                                        "git", "clone", "-q", sources.toString(), root.toString())
                                .inheritIO()
                                .start()
                                .waitFor())
                .isZero();
        Path pictures = sources.resolve("docs/images/page");
        Files.createDirectories(pictures);
        try (ServedTree tree = ServedTree.serve(root)) {
            tree.await("/", body -> body.contains(", fresh to"));
            backUp(root);
            assertThat(script.run(tree, pictures.toString()))
                    .allMatch(line -> line.startsWith("ok "));
        }
        SmallPictures.shrink(pictures);
    }

    private static Path sources() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = folder.resolveSibling("");
        }
        return folder;
    }

    private static void write(Path root) throws Exception {
        ServedTree.write(
                root,
                "src/Door.java",
                """
                package house;

                /** A door. */
                public class Door {

                    /** Opens the door slowly. */
                    public void openDoor() {
                        System.out.println("open");
                    }
                }
                """);
        ServedTree.write(
                root,
                "src/House.java",
                """
                package house;

                class House {
                    private final Door door = new Door();

                    void enter() {
                        door.openDoor();
                    }
                }
                """);
        ServedTree.write(root, "src/Changing.java", "class Changing {}\n");
        ServedTree.write(
                root,
                "src/<img src=x onerror=alert(1)>.txt",
                "<script>alert('hello')</script>\n\u001b[31mred\u001b[0m \u202Egnp.exe\n");
        ServedTree.write(root, "src/long.txt", "x".repeat(LONG_LINE) + "\n");
        StringBuilder large = new StringBuilder();
        for (int line = 1; line <= LARGE_LINES; line++) {
            large.append(
                    (line % 10 == 1 ? "def function%d():\n" : "    value = %d\n").formatted(line));
        }
        ServedTree.write(root, "src/large.py", large.toString());
    }

    private static void backUp(Path root) {
        try (CodeDatabase database =
                CodeDatabase.open(
                        ConfigurationReader.defaults(root.resolve(".cairn")).database())) {
            database.perform(
                    new BackupCreateRequest(
                            database.configuration().storage().backups(),
                            BackupOptions.plain("before the upgrade"),
                            false),
                    ProgressListener.NONE);
        }
    }
}
