package dev.cairn.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.project.ProjectRoot;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.store.Dataset;
import dev.cairn.index.store.DatasetStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {

    @TempDir private Path folder;
    private Path root;
    private CodeDatabase database;
    private String project;

    @BeforeEach
    void index() throws IOException {
        root = Files.createDirectories(folder.toRealPath().resolve("app"));
        for (String path :
                List.of("door.py", "lib/door.py", "lib/inner/door.py", "library/door.py")) {
            write(path);
        }
        database = IndexDatabase.open(folder.resolve("db"));
        update();
        project = database.driver().queryValue("SELECT id FROM projects").orElseThrow().toString();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void write(String path) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), "def close_door(n):\n    return '" + path + "'\n");
    }

    private void update() {
        Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
    }

    private DatasetStore datasets() {
        return new DatasetStore(database.driver());
    }

    private List<String> found(String query) {
        return new CodeSearch(database, AnswerFreshness.NONE)
                .search(SearchRequest.of(query), () -> false).files().stream()
                        .map(file -> file.file().path())
                        .sorted()
                        .toList();
    }

    private List<String> counts() {
        return datasets().all(project).stream()
                .map(dataset ->
                        "%s '%s' %d".formatted(dataset.name(), dataset.path(), dataset.files()))
                .toList();
    }

    @Test
    void aFileBelongsToTheInnermostDatasetAndIsFoundByThoseAroundIt() {
        datasets().add(project, "outer", "lib");
        Dataset inner = datasets().add(project, "inner", "lib/inner");

        assertThat(inner.files()).isEqualTo(1);
        assertThat(counts()).containsExactly("app '' 2", "outer 'lib' 1", "inner 'lib/inner' 1");
        assertThat(found("dataset:inner close")).containsExactly("lib/inner/door.py");
        assertThat(found("dataset:outer close"))
                .containsExactly("lib/door.py", "lib/inner/door.py");
        assertThat(found("close -dataset:outer")).containsExactly("door.py", "library/door.py");
        assertThat(found("dataset:app close")).hasSize(4);
        assertThat(found("dataset:outer \"return '\"")).hasSize(2);
    }

    @Test
    void newAndMovedFilesBelongToTheDatasetOfTheirFolder() throws IOException {
        datasets().add(project, "outer", "lib");
        write("lib/new.py");
        Files.move(root.resolve("door.py"), root.resolve("lib/moved.py"));
        update();

        assertThat(found("dataset:outer close"))
                .containsExactly("lib/door.py", "lib/inner/door.py", "lib/moved.py", "lib/new.py");
        Files.move(root.resolve("lib/moved.py"), root.resolve("back.py"));
        update();
        assertThat(found("dataset:outer close")).doesNotContain("back.py").hasSize(3);
        update();
        assertThat(database.driver().queryValue("SELECT count(*) FROM files WHERE deleted = 0"))
                .contains(5L);
    }

    @Test
    void aRemovedDatasetLeavesItsFilesToTheOneAroundIt() {
        datasets().add(project, "outer", "lib");
        datasets().add(project, "inner", "lib/inner");

        assertThat(datasets().remove(project, "inner")).contains(1L);
        assertThat(counts()).containsExactly("app '' 2", "outer 'lib' 2");
        assertThat(datasets().remove(project, "outer")).contains(2L);
        assertThat(counts()).containsExactly("app '' 4");
        assertThat(datasets().remove(project, "outer")).isEmpty();
        assertThat(datasets().remove(project, "app")).isEmpty();
        assertThat(found("close")).hasSize(4);
    }

    @Test
    void datasetsMoveAndGoWithTheirProject() throws IOException {
        datasets().add(project, "outer", "lib");
        Path moved = Files.move(root, root.resolveSibling("moved"));
        new ProjectStore(database.driver()).move(project, ProjectRoot.of(moved));
        root = moved;
        update();
        assertThat(counts()).containsExactly("moved '' 2", "outer 'lib' 2");

        new ProjectStore(database.driver()).remove(project);
        assertThat(database.driver().queryValue("SELECT count(*) FROM datasets")).contains(0L);
    }

    @Test
    void aNameOrFolderThatIsTakenIsRefused() {
        datasets().add(project, "outer", "lib");
        assertThatThrownBy(() -> datasets().add(project, "outer", "library"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("the dataset of 'lib' has this name");
        assertThatThrownBy(() -> datasets().add(project, "other", "lib"))
                .hasMessageContaining("'lib' is the dataset 'outer'");
        assertThatThrownBy(() -> datasets().add(project, "all", ""))
                .hasMessageContaining("the whole project is a dataset already");
    }
}
