package dev.cairn.database.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.migration.source.Checksum;
import dev.cairn.database.migration.source.Migration;
import dev.cairn.database.migration.source.MigrationFolder;
import dev.cairn.database.migration.source.MigrationProblem;
import dev.cairn.database.migration.source.MigrationProblem.Kind;
import dev.cairn.database.migration.source.MigrationSet;
import dev.cairn.database.migration.source.MigrationSource;
import dev.cairn.database.migration.source.SqlMigration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // The folder is set before each test.
class MigrationFolderTest {

    @TempDir Path root;
    private Path folder;

    @BeforeEach
    void createFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("migrations"));
        mode(folder, "rwxr-xr-x");
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        mode(file, "rw-r--r--");
        return file;
    }

    private MigrationSet read() {
        return MigrationFolder.read(MigrationSource.of(folder));
    }

    @Test
    void versionsAreNumbersAndNotTexts() throws IOException {
        write("V10__ten.up.sql", "SELECT 1");
        write("V002__two.up.sql", "SELECT 1");
        write("V002__two.down.sql", "SELECT 1");
        write("V1__one.up.sql", "-- The first one\nSELECT 1");
        write("README.md", "no migration");
        write("seed.sql", "SELECT 1");

        assertThat(read().migrations())
                .extracting(
                        Migration::version,
                        Migration::label,
                        Migration::description,
                        Migration::reversible)
                .containsExactly(
                        tuple(1L, "V001__one", "The first one", false),
                        tuple(2L, "V002__two", "two", true),
                        tuple(10L, "V010__ten", "ten", false));
    }

    @Test
    void aNumberThatIsLeftOutIsReportedButDates() throws IOException {
        write("V001__a.up.sql", "SELECT 1");
        write("V003__b.up.sql", "SELECT 1");
        write("V007__c.up.sql", "SELECT 1");
        write("V20260131__d.up.sql", "SELECT 1");

        assertThat(read().problems())
                .extracting(MigrationProblem::kind, MigrationProblem::message)
                .containsExactly(
                        tuple(Kind.GAP, "there is no migration 2 before V003__b"),
                        tuple(Kind.GAP, "there are no migrations 4 to 6 before V007__c"));
    }

    @Test
    void twoFilesOfOneVersionAreReported() throws IOException {
        write("V001__a.up.sql", "SELECT 1");
        write("V1__b.up.sql", "SELECT 1");
        write("V001__a.down.sql", "SELECT 1");
        write("V1__b.down.sql", "SELECT 1");

        assertThat(read().problems())
                .extracting(MigrationProblem::kind, MigrationProblem::version)
                .contains(tuple(Kind.DUPLICATE, 1L));
        assertThat(read().migrations()).hasSize(1);
    }

    @Test
    void aClassAndAFileOfOneVersionAreReported() throws IOException {
        write("V005__a.up.sql", "SELECT 1");
        MigrationSource source =
                new MigrationSource(
                        folder, List.of(MigrationClassTest.SplitNames.class.getName()), false);

        assertThat(MigrationFolder.read(source).problems())
                .extracting(MigrationProblem::line)
                .anyMatch(line -> line.contains("version 5 is there twice: V005__a.up.sql and"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V001_one_underscore.up.sql",
                "V001__no_direction.sql",
                "v001__small_letter.up.sql",
                "V000__zero.up.sql",
                "001__no_letter.up.sql",
                "001_named_like_those_of_other_tools.sql",
                "V001__with-hyphen.down.sql",
                "V9999999999999999999__too_long.up.sql"
            })
    void aNameThatIsAlmostRightIsReportedAndNotPassedOver(String name) throws IOException {
        write(name, "SELECT 1");

        assertThat(read().migrations()).isEmpty();
        assertThat(read().problems())
                .extracting(MigrationProblem::kind, MigrationProblem::name)
                .containsExactly(tuple(Kind.NAME, name));
    }

    @Test
    void aWayBackWithoutAWayForwardIsReported() throws IOException {
        write("V001__a.up.sql", "SELECT 1");
        write("V001__other.down.sql", "SELECT 1");

        assertThat(read().problems())
                .extracting(MigrationProblem::kind, MigrationProblem::name)
                .containsExactly(tuple(Kind.DOWN_WITHOUT_UP, "V001__other.down.sql"));
    }

    @Test
    void theChecksumIgnoresWhatEditorsChangeByThemselves() {
        String checksum = Checksum.of("CREATE TABLE a(x);\n\nSELECT 1;\n");

        assertThat(Checksum.of("\uFEFFCREATE TABLE a(x);  \r\n\t\r\nSELECT 1;"))
                .isEqualTo(checksum);
        assertThat(Checksum.of("CREATE TABLE a(x);\rSELECT 1;")).isNotEqualTo(checksum);
        assertThat(Checksum.of("CREATE TABLE a(y);\n\nSELECT 1;\n")).isNotEqualTo(checksum);
        assertThat(Checksum.of(" CREATE TABLE a(x);\n\nSELECT 1;\n")).isNotEqualTo(checksum);
        assertThat(Checksum.of(""))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstStatement() throws IOException {
        write("V001__a.up.sql", "\uFEFFSELECT 1");

        assertThat(((SqlMigration) read().migrations().getFirst()).upText()).isEqualTo("SELECT 1");
    }

    @Test
    void aFileThatOthersMayWriteToIsRefusedUnlessAllowed() throws IOException {
        Path file = write("V001__a.up.sql", "SELECT 1");
        mode(file, "rw-r--rw-");
        assertRefused(this::read, "V001__a.up.sql': it is writable by other users");

        assertThat(MigrationFolder.read(new MigrationSource(folder, List.of(), true)).migrations())
                .hasSize(1);
    }

    @Test
    void aFolderThatOthersMayWriteToIsRefused() throws IOException {
        mode(folder, "rwxrwxrwx");

        assertRefused(this::read, "migrations': it is writable by other users");
    }

    @Test
    void symbolicLinksAreNotFollowed() throws IOException {
        Path elsewhere = Files.writeString(root.resolve("elsewhere.sql"), "SELECT 1");
        Files.createSymbolicLink(folder.resolve("V001__a.up.sql"), elsewhere);
        assertRefused(this::read, "it is a symbolic link");

        Path link = Files.createSymbolicLink(root.resolve("link"), folder);
        assertRefused(
                () -> MigrationFolder.read(MigrationSource.of(link)), "it is a symbolic link");
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> MigrationFolder.read(MigrationSource.of(root.resolve("nowhere"))))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.IO))
                .hasMessageContaining("nowhere");
    }

    @Test
    void aFileThatIsNotTextIsAnError() throws IOException {
        Files.write(folder.resolve("V001__a.up.sql"), new byte[] {(byte) 0xff, 0});
        mode(folder.resolve("V001__a.up.sql"), "rw-r--r--");

        assertThatThrownBy(this::read).hasMessageContaining("it is not UTF-8 text");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                .hasMessageContaining(message);
    }
}
