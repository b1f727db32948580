package dev.cairn.index.project;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import java.util.Objects;

/**
 * A file or folder that a question names.
 *
 * @param projectId the UUID of the only project that is meant; empty for all
 * @param path a path below the folder of a project; empty for all files
 */
public record AskedPath(String projectId, String path) {

    /**
     * Returns what a path means: an absolute one below the folder of a project is of that project,
     * any other one of all projects.
     */
    public static AskedPath of(DatabaseDriver driver, String path) {
        String plain = path.startsWith("./") ? path.substring(2) : path;
        String name = plain.equals(".") ? "" : plain.replaceAll("/+$", "");
        try (Rows rows =
                driver.query(
                        "SELECT id, root_path FROM projects WHERE ? = root_path"
                                + " OR substr(?, 1, length(root_path) + 1)"
                                + " = root_path || '/'"
                                + " ORDER BY length(root_path) DESC LIMIT 1",
                        name,
                        name)) {
            if (!rows.next()) {
                return new AskedPath("", name);
            }
            int folder = Objects.requireNonNull(rows.text(1)).length() + 1;
            return new AskedPath(
                    Objects.requireNonNull(rows.text(0)),
                    name.substring(Math.min(name.length(), folder)));
        }
    }
}
