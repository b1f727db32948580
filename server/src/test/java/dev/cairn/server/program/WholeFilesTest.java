package dev.cairn.server.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Where whole files are read without {@code BoundedFile}. A pipe or a device in the place of such a
 * file blocks its reader or fills the memory, so each of these places has a reason.
 */
class WholeFilesTest {

    private static final Pattern READS =
            Pattern.compile("Files\\s*\\.(readString|readAllBytes|readAllLines|lines)\\(");

    /** Checked for size and kind in the same method, or files of the kernel or of this process. */
    private static final Set<String> KNOWN =
            Set.of(
                    "database/backup/BackupFolder.java",
                    "database/file/UserGroups.java",
                    "database/postgres/PostgresPassword.java",
                    "database/postgres/backup/ServerProgram.java",
                    "database/postgres/schema/RememberedSchemas.java",
                    "database/sqlite/ForeignProcesses.java",
                    "index/edit/GitCommit.java",
                    "index/parse/BuiltLibraries.java",
                    "index/parse/NativeLibraries.java",
                    "index/project/IndexJob.java",
                    "index/project/ProjectMark.java",
                    "index/reader/ReaderMain.java",
                    "index/scan/GitConfiguration.java",
                    "index/scan/GitIndex.java",
                    "index/scan/GitRepository.java",
                    "index/scan/RevisionFiles.java",
                    "index/scan/SourceText.java",
                    "index/search/line/SourceFiles.java",
                    "index/watch/WatchLimit.java",
                    "server/process/UnfinishedIndexing.java",
                    "server/tool/SourceExcerpt.java",
                    "vectors/model/ModelFiles.java",
                    "vectors/model/RemoteModel.java",
                    "web/http/AccessToken.java",
                    "web/http/PeerUser.java",
                    "worker/launch/ProcessEnd.java",
                    "worker/launch/WorkerLauncher.java",
                    "worker/supervision/ProcessUsage.java");

    @Test
    void onlyKnownPlacesReadWholeFilesInAnotherWay() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module :
                new String[] {
                    "schema", "database", "worker", "index", "vectors", "server", "web", "mcp"
                }) {
            Path sources = Path.of("..", module, "src/main/java/dev/cairn");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    if (READS.matcher(Files.readString(file)).find()) {
                        found.add(sources.relativize(file).toString());
                    }
                }
            }
        }

        assertThat(KNOWN).containsAll(found);
    }
}
