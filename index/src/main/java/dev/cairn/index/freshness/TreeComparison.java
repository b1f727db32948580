package dev.cairn.index.freshness;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.scan.ScanRequest;
import dev.cairn.index.scan.ScanResult;
import dev.cairn.index.scan.ScannedFile;
import dev.cairn.index.scan.SourceScanner;
import dev.cairn.index.store.IndexStore;
import dev.cairn.index.store.KnownFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a project's folder differs from what the index knows of it, by the attributes of the files.
 *
 * @param scan what there is in the folder, and what is left out of the index
 * @param added files that the index does not know
 * @param changed files with other attributes than the index knows; their content may be the same
 * @param gone files that the index knows and that are not there any more
 */
public record TreeComparison(ScanResult scan, long added, long changed, long gone) {

    /** Returns how many files wait to be indexed. */
    public long waiting() {
        return added + changed + gone;
    }

    /**
     * Compares a project with its folder.
     *
     * @param database a database that has the schema of the code index
     * @param maxFileBytes the largest length of a file whose content is indexed
     * @return empty if the folder is not there
     */
    public static Optional<TreeComparison> of(
            CodeDatabase database, String projectId, long maxFileBytes) {
        DatabaseDriver driver = database.driver();
        ProjectStore projects = new ProjectStore(driver);
        return projects.presentRoot(projectId, database.configuration().storage().project())
                .map(root -> compare(driver, projects, projectId, root, maxFileBytes));
    }

    private static TreeComparison compare(
            DatabaseDriver driver,
            ProjectStore projects,
            String projectId,
            Path root,
            long maxFileBytes) {
        ScanRequest request =
                ScanRequest.of(root, maxFileBytes).withOtherProjects(projects.inside(root));
        ScanResult scan = SourceScanner.scan(request);
        Map<String, KnownFile> known = new IndexStore(driver).knownFiles(projects.key(projectId));
        long added = 0;
        long changed = 0;
        for (ScannedFile file : scan.files()) {
            KnownFile before = known.remove(file.path());
            if (before == null || before.deleted()) {
                added++;
            } else if (!before.hasAttributesOf(file.attributes())) {
                changed++;
            }
        }
        long gone = known.values().stream().filter(file -> !file.deleted()).count();
        return new TreeComparison(scan, added, changed, gone);
    }
}
