package dev.cairn.index.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltLibrariesTest {

    private static final String JAVA = "tree-sitter-java";
    private static final String VERSION = "0.23.5";

    @TempDir private Path folder;

    @Test
    void aLibraryOfTheSameVersionPlatformAndChecksumIsUsed() throws IOException {
        String checksum = write("library");
        list(VERSION, NativeLibraries.platform(), checksum);
        assertThat(libraries().file(JAVA)).contains(file());
    }

    @Test
    void aLibraryOfAnotherVersionIsNotUsed() throws IOException {
        list("0.23.4", NativeLibraries.platform(), write("library"));
        assertThat(libraries().file(JAVA)).isEmpty();
    }

    @Test
    void aLibraryForAnotherPlatformIsNotUsed() throws IOException {
        list(VERSION, "riscv64-linux-gnu", write("library"));
        assertThat(libraries().file(JAVA)).isEmpty();
    }

    @Test
    void aLibraryThatWasChangedIsNotUsed() throws IOException {
        list(VERSION, NativeLibraries.platform(), write("library"));
        write("another");
        assertThat(libraries().file(JAVA)).isEmpty();
    }

    @Test
    void aLibraryThatIsNotInTheListIsNotUsed() throws IOException {
        write("library");
        assertThat(libraries().file(JAVA)).isEmpty();
        list(VERSION, NativeLibraries.platform(), BuiltLibraries.sha256(file()));
        assertThat(libraries().file("tree-sitter-python")).isEmpty();
    }

    @Test
    void aDamagedListGivesNoLibraries() throws IOException {
        write("library");
        Files.writeString(folder.resolve("natives.tsv"), "tree-sitter-java\n\n\t\t\n");
        assertThat(libraries().file(JAVA)).isEmpty();
    }

    @Test
    void theFolderIsBesideTheJarOfTheClassPathAndNeverInTheWorkingFolder() {
        Path natives = Path.of("/opt/cairn/lib/natives");
        assertThat(BuiltLibraries.besideJars("/x/a.jar:/opt/cairn/lib/cairn.jar"))
                .contains(natives);
        assertThat(BuiltLibraries.besideJars("/opt/cairn/lib/cairn-index-1.0.jar"))
                .contains(natives);
        assertThat(BuiltLibraries.besideJars("cairn.jar:./cairn-index-1.0.jar:/x/classes:"))
                .isEmpty();
    }

    private BuiltLibraries libraries() {
        return new BuiltLibraries(Optional.of(folder));
    }

    private Path file() {
        return folder.resolve(JAVA + NativeLibraries.ending());
    }

    /** Writes the library and returns its checksum. */
    private String write(String content) throws IOException {
        Files.writeString(file(), content);
        return BuiltLibraries.sha256(file());
    }

    private void list(String version, String platform, String checksum) throws IOException {
        Files.writeString(
                folder.resolve("natives.tsv"),
                String.join("\t", JAVA, version, platform, checksum) + "\n");
    }
}
