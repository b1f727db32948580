package dev.cairn.database.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A hostile manifest reaches no file except its own backup. */
class HostileManifestTest {

    private static final String ID = "1f0c5a9e-2b1d-4c3e-8f90-123456789abc";
    private static final String NAME = "database-app-20260101T000000000Z-" + ID;
    private static final List<String> TEXTS =
            List.of("../../../precious.txt", "/etc/passwd", "", ".", "..", "a\u0000b", "x\n", NAME);

    @TempDir private Path folder;
    private Path backups;
    private Path precious;

    @BeforeEach
    void aFileThatMatters() throws IOException {
        backups = Files.createDirectories(folder.resolve("a/b/backups"));
        precious = Files.writeString(folder.resolve("precious.txt"), "kept");
    }

    /** Every field of a manifest with every kind of value that does not belong there. */
    static Stream<String> hostile() {
        ObjectNode sound = sound();
        List<String> found = new ArrayList<>();
        for (String field : sound.propertyNames()) {
            JsonNode value = sound.get(field);
            List<JsonNode> others = new ArrayList<>();
            if (value.isString()
                    && !List.of("database", "schemaVersion", "sqliteVersion", "comment")
                            .contains(field)) {
                TEXTS.forEach(text -> others.add(sound.stringNode(text)));
            } else if (value.isNumber()) {
                others.add(sound.numberNode(-1));
            } else if (field.equals("rowCounts")) {
                others.add(JsonMapper.shared().readTree("{\"t\": -1}"));
                others.add(JsonMapper.shared().readTree("{\"t\": null}"));
            }
            if (!value.isBoolean() && !value.isNumber()) {
                others.add(sound.nullNode());
            }
            others.add(sound.arrayNode().add(sound.arrayNode()));
            for (JsonNode other : others) {
                found.add(sound().set(field, other).toString());
            }
        }
        return found.stream();
    }

    private static ObjectNode sound() {
        String hash = "a".repeat(64);
        return (ObjectNode)
                JsonMapper.shared()
                        .readTree(
                                """
                                {"id": "%s", "database": "/app.db",
                                 "createdAt": "2026-01-01T00:00:00Z", "file": "%s.db",
                                 "compressed": false, "recipients": [], "databaseBytes": 4,
                                 "storedBytes": 4, "databaseSha256": "%s", "storedSha256": "%s",
                                 "schemaVersion": "", "sqliteVersion": "3.50.0",
                                 "rowCounts": {"t": 1}, "foreignKeyViolations": 0, "comment": ""}
                                """
                                        .formatted(ID, NAME, hash, hash));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aManifestWithAWrongFieldIsRefusedAndReachesNothing(String json) throws IOException {
        Files.writeString(backups.resolve(NAME + ".json"), json);
        BackupManager manager = BackupManager.in(backups);

        for (Runnable use : uses(manager)) {
            assertThatThrownBy(use::run)
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            error ->
                                    assertThat(error.code())
                                            .isEqualTo(DatabaseErrorCode.BACKUP_FAILED))
                    .hasMessageContaining(NAME + ".json")
                    .hasMessageNotContaining("Exception");
        }
        assertThat(precious).hasContent("kept");
        assertThat(backups.resolve(NAME + ".json")).exists();
    }

    private static List<Runnable> uses(BackupManager manager) {
        return List.of(
                manager::list,
                () -> manager.find("1f0c"),
                () -> manager.verify("1f0c", Optional.empty()),
                () -> manager.prune(new RetentionPolicy(Optional.of(1), Optional.empty())));
    }

    @Test
    void aSoundManifestIsRead() throws IOException {
        Files.writeString(backups.resolve(NAME + ".json"), sound().toString());

        assertThat(BackupManager.in(backups).find("1f0c").comment()).isEmpty();
    }

    @Test
    void aManifestUnderAnotherNameIsRefused() throws IOException {
        Files.writeString(backups.resolve("database-other.json"), sound().toString());

        assertThatThrownBy(() -> BackupManager.in(backups).list())
                .hasMessageContaining("not its own");
    }

    @Test
    void whatTheIndexFileSaysIsNotRead() throws IOException {
        Files.writeString(
                backups.resolve("index.json"),
                "[" + sound().put("file", "../../../precious.txt") + "]");

        assertThat(BackupManager.in(backups).list()).isEmpty();
    }

    @Test
    void aSmallFileDoesNotUnpackBeyondWhatTheManifestSays() throws IOException {
        Path file = backups.resolve(NAME + ".db.zst");
        try (var out = new ZstdOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[64 << 20]);
        }
        Files.writeString(
                backups.resolve(NAME + ".json"),
                sound().put("file", NAME + ".db.zst")
                        .put("compressed", true)
                        .put("databaseBytes", 100)
                        .put("storedBytes", Files.size(file))
                        .put("storedSha256", DurableFiles.sha256(file))
                        .toString());

        assertThat(BackupManager.in(backups).verify("1f0c", Optional.empty()).faults())
                .singleElement()
                .asString()
                .contains("larger than the 100 bytes");
    }

    @Test
    void aBackupThatIsALinkIsNotFollowed() throws IOException {
        Files.writeString(backups.resolve(NAME + ".json"), sound().toString());
        Files.createSymbolicLink(backups.resolve(NAME + ".db"), precious);

        assertThat(BackupManager.in(backups).verify("1f0c", Optional.empty()).sound()).isFalse();
    }
}
