package dev.cairn.database.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.audit.AuditEntry;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.HistoryNoteRequest;
import dev.cairn.database.audit.HistoryRequest;
import dev.cairn.database.audit.HistoryResult;
import dev.cairn.database.backup.BackupCreateRequest;
import dev.cairn.database.backup.BackupCreateResult;
import dev.cairn.database.backup.BackupListRequest;
import dev.cairn.database.backup.BackupListResult;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.database.backup.BackupPruneRequest;
import dev.cairn.database.backup.BackupVerification;
import dev.cairn.database.backup.BackupVerifyRequest;
import dev.cairn.database.backup.RestoreRequest;
import dev.cairn.database.backup.RestoreResult;
import dev.cairn.database.backup.RetentionPolicy;
import dev.cairn.database.verify.PortionRequest;
import dev.cairn.database.verify.VerifyRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

final class MaintenanceRegistryTest {

    private static final Path FOLDER = Path.of("/back ups/\u00e4");

    @TempDir Path folder;

    static List<Object> messages() {
        BackupManifest manifest =
                new BackupManifest(
                        "id",
                        "/x.db",
                        "2026-11-20T00:00:00Z",
                        "f.db",
                        true,
                        List.of("age1x"),
                        7,
                        3,
                        "aa",
                        "bb",
                        "1.0",
                        "3.54.1",
                        Map.of("t", 5L),
                        1,
                        "why",
                        "sqlite",
                        "file");
        AuditEvent event = AuditEvent.done("sync", "d.sql", 5, "detail \"quoted\"");
        AuditEntry entry = new AuditEntry(1, "2026-11-20T00:00:00Z", "me", "cairn", event, "", "h");
        return List.of(
                new BackupCreateRequest(
                        FOLDER, new BackupOptions("why", true, List.of("age1x")), true),
                new BackupCreateResult(Optional.of(manifest), ""),
                new BackupCreateResult(Optional.empty(), "empty"),
                new BackupListRequest(FOLDER),
                new BackupListResult(List.of(manifest)),
                new BackupVerifyRequest(FOLDER, "ab", Optional.of(FOLDER)),
                new BackupVerification("id", true, List.of("broken")),
                new BackupPruneRequest(
                        FOLDER,
                        new RetentionPolicy(Optional.of(3), Optional.of(Duration.ofDays(30))),
                        true),
                new RestoreRequest(FOLDER, "ab", Optional.empty(), false),
                new RestoreResult("id", "/x.db", Optional.of("/kept"), "1.0", 5, 17),
                new HistoryNoteRequest("repair look", "", 5, "removed 2 old backups"),
                new HistoryNoteRequest.Note(7),
                new PortionRequest("files"),
                new HistoryRequest(10, true),
                new HistoryResult(List.of(entry), List.of("entry 2 is missing")));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void requestsAndResultsComeBackFromJsonAsTheyWere(Object message) {
        JsonMapper mapper = new JsonMapper();
        String json = mapper.writeValueAsString(message);

        assertThat((Object) mapper.readValue(json, message.getClass())).isEqualTo(message);
    }

    @Test
    void theListOfRequestsIsKnownByName() {
        assertThat(MaintenanceRegistry.names())
                .contains(
                        "SyncRequest",
                        "BackupCreateRequest",
                        "BackupListRequest",
                        "BackupVerifyRequest",
                        "BackupPruneRequest",
                        "RestoreRequest",
                        "HistoryRequest");
        assertThat(MaintenanceRegistry.requestType("HistoryRequest"))
                .contains(HistoryRequest.class);
        assertThat(MaintenanceRegistry.requestType("java.lang.Runtime")).isEmpty();
    }

    @Test
    void everyRequestOfTheModuleIsOnTheList() {
        List<String> declared =
                new ClassFileImporter()
                        .importPackages("dev.cairn.database").stream()
                                .filter(type -> type.isAssignableTo(MaintenanceRequest.class))
                                .filter(type -> !type.isInterface())
                                .filter(type -> !type.getPackageName().endsWith(".maintenance"))
                                .map(JavaClass::getSimpleName)
                                .toList();

        assertThat(MaintenanceRegistry.names()).containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void onlyReadingRequestsRunNextToWriters() {
        List<String> reading =
                List.of(
                                new BackupCreateRequest(FOLDER, BackupOptions.plain(""), true),
                                new BackupListRequest(FOLDER),
                                new BackupVerifyRequest(FOLDER, "ab", Optional.empty()),
                                new HistoryRequest(1, false),
                                VerifyRequest.usual())
                        .stream()
                        .filter(request -> request.access() == MaintenanceRequest.Access.READ)
                        .map(request -> MaintenanceRegistry.name(request.getClass()))
                        .toList();

        assertThat(reading).hasSize(5);
        assertThat(new RestoreRequest(FOLDER, "ab", Optional.empty(), false).access())
                .isEqualTo(MaintenanceRequest.Access.REPLACE);
    }
}
