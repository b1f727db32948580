package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.backup.BackupCreateRequest;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.database.postgres.PostgresServer;
import dev.cairn.database.postgres.PostgresTestDatabase;
import dev.cairn.server.configuration.ConfigurationReader;
import dev.cairn.server.process.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of a project whose index is in PostgreSQL: what it shows, and its forms. */
@Timeout(180)
final class PostgresPageIT {

    private static void configure(Path root, PostgresTestDatabase database) throws Exception {
        ServedTree.write(
                root,
                ".cairn/config.json",
                """
                {"code_analysis": {"database": {
                  "type": "postgres", "hosts": ["127.0.0.1:%d"], "database": "%s",
                  "user": "postgres"}}}
                """
                        .formatted(database.server().port(), database.name()));
    }

    private static DatabaseConfiguration database(Path root) {
        return ServerSettings.of(ConfigurationReader.read(root.resolve(".cairn/config.json")), root)
                .database();
    }

    private static BackupManifest backup(Path root) {
        DatabaseConfiguration configuration = database(root);
        try (CodeDatabase database = CodeDatabase.open(configuration)) {
            return database.perform(
                            new BackupCreateRequest(
                                    configuration.storage().backups(),
                                    BackupOptions.plain("of the index"),
                                    false),
                            ProgressListener.NONE)
                    .manifest()
                    .orElseThrow();
        }
    }

    @Test
    void itsFormsVerifyABackupAndRefreshTheIndex(@TempDir Path temporary) throws Exception {
        Path root = temporary.toRealPath().resolve("app");
        ServedTree.write(root, "src/Main.java", "class Main { void open() {} }\n");
        try (PostgresTestDatabase database = PostgresServer.shared().createDatabase()) {
            configure(root, database);
            try (ServedTree tree = ServedTree.serve(root)) {
                tree.await("/", body -> body.contains("index: 1 file"));
                BackupManifest backup = backup(root);
                String session = tree.login();
                assertThat(tree.get("/backups", session))
                        .contains("Backups of the index")
                        .contains("of the index")
                        .contains("cairn backup restore");
                String secret = tree.formSecret("/backups", session);

                String form = "form=" + secret + "&of=index&id=";
                assertThat(tree.post("/backups/verify", session, form + backup.id()))
                        .contains("The backup is sound.");
                assertThat(tree.post("/backups/verify", session, form + "0000"))
                        .contains("0000")
                        .doesNotContain("Exception");
                assertThat(tree.post("/backups/verify", session, "form=x&id=" + backup.id()))
                        .contains("not of this server");

                Path file = database(root).storage().backups().resolve(backup.file());
                Files.writeString(file, Files.readString(file).replace("Main.java", "Mine.java"));
                assertThat(tree.post("/backups/verify", session, form + backup.id()))
                        .doesNotContain("The backup is sound.")
                        .contains("the file was altered");

                ServedTree.write(root, "src/Other.java", "class Other { void close() {} }\n");
                assertThat(tree.post("/refresh", session, "form=" + secret))
                        .contains("The index is brought up to date");
                assertThat(tree.get("/search?q=Other", session)).contains("src/Other.java");
                assertThat(tree.get("/schema", session)).contains("symbol_uses");
            }
        }
    }
}
