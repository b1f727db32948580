package dev.cairn.index.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.index.project.ProjectFolder;
import dev.cairn.index.project.ProjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two projects of one name, with files at the same paths. */
class SeveralProjectsTest {

    @TempDir Path folder;

    private CodeDatabase database;
    private FileStructure structure;
    private List<ProjectFolder> projects;

    @BeforeEach
    void indexTwoTrees() throws IOException {
        database = IndexDatabase.open(folder.resolve("db"));
        for (String place : List.of("one", "two")) {
            Path root = Files.createDirectories(folder.toRealPath().resolve(place).resolve("shop"));
            Files.createDirectory(root.resolve("src"));
            Files.writeString(
                    root.resolve("src/store.ts"),
                    "export class Store { %s() { return 1; } }\n".formatted(place));
            Files.writeString(
                    root.resolve("src/app.ts"), "import { Store } from './store';\nnew Store();\n");
            Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
        }
        structure = new FileStructure(database, AnswerFreshness.NONE);
        projects = new ProjectStore(database.driver()).called("shop");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static IndexedFile file(ProjectFolder project, String path) {
        return new IndexedFile(project.id(), project.root().toString(), path);
    }

    @Test
    void theOutlineOfAFileIsThatOfItsProject() {
        assertThat(projects).hasSize(2);
        for (ProjectFolder project : projects) {
            String place = project.root().resolveSibling("").getFileName().toString();
            List<String> expected = List.of("Store", place);
            assertThat(names(structure.outline(file(project, "src/store.ts")))).isEqualTo(expected);
            assertThat(names(structure.outline(project.root() + "/src/store.ts")))
                    .isEqualTo(expected);
        }
        assertThat(names(structure.outline("src/store.ts"))).containsExactly("Store", "Store");
    }

    @Test
    void importsStayInTheirProject() {
        for (ProjectFolder project : projects) {
            ImportsAnswer imports = structure.imports(file(project, "src/app.ts"));
            assertThat(imports.imports()).hasSize(1);
            assertThat(imports.imports().getFirst().targetProject()).contains(project.id());
            ImportsAnswer importers = structure.importers(file(project, "src/store.ts"));
            assertThat(importers.imports())
                    .extracting(row -> row.statement().projectId())
                    .containsExactly(project.id());
        }
    }

    private static List<String> names(Outline outline) {
        return outline.entries().stream().map(entry -> entry.definition().name()).toList();
    }
}
