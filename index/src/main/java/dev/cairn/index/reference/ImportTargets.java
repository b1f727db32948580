package dev.cairn.index.reference;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.ModuleRules;
import dev.cairn.index.language.Languages;
import dev.cairn.index.statement.IndexStatements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the file that an import means, by the rules of its language: one of the same project before
 * those of others.
 */
final class ImportTargets {

    /** A file of the index. */
    record Target(String projectId, String path) {}

    private final DatabaseDriver driver;
    private final Map<String, Optional<Target>> known = new HashMap<>();

    ImportTargets(DatabaseDriver driver) {
        this.driver = driver;
    }

    Optional<Target> of(ImportRow row) {
        String key =
                row.projectId()
                        + ' '
                        + row.language()
                        + ' '
                        + folder(row.path())
                        + ' '
                        + row.module()
                        + ' '
                        + row.name().orElse("");
        return known.computeIfAbsent(key, _ -> find(row));
    }

    private Optional<Target> find(ImportRow row) {
        ModuleRules rules =
                Languages.named(row.language())
                        .map(Language::modules)
                        .orElseGet(() -> ModuleRules.of(row.language()));
        return switch (rules.imports()) {
            case PATHS -> path(row, rules.endings());
            case DOTTED_NAMES -> dottedName(row, rules.endings());
            case FOLDERS -> folderOf(row);
            case DEFINITIONS -> definition(row);
        };
    }

    private Optional<Target> path(ImportRow row, List<String> endings) {
        if (!row.module().startsWith(".")) {
            return Optional.empty();
        }
        String base = joined(folder(row.path()), row.module());
        // What is compiled imports names of files that do not exist yet.
        String source = base.endsWith(".js") ? base.substring(0, base.length() - 3) : base;
        List<String> paths = new ArrayList<>();
        endings.forEach(ending -> paths.add(base + ending));
        endings.forEach(ending -> paths.add(source + ending));
        return firstPath(row, paths);
    }

    private Optional<Target> dottedName(ImportRow row, List<String> endings) {
        int dots = 0;
        while (dots < row.module().length() && row.module().charAt(dots) == '.') {
            dots++;
        }
        String module = row.module().substring(dots).replace('.', '/');
        List<String> modules = new ArrayList<>();
        row.name().ifPresent(name -> modules.add(module.isEmpty() ? name : module + "/" + name));
        if (!module.isEmpty() || dots > 0) {
            modules.add(module);
        }
        if (dots > 0) {
            String around = row.path();
            for (int i = 0; i < dots; i++) {
                around = folder(around);
            }
            String base = around;
            List<String> paths = new ArrayList<>();
            modules.forEach(
                    some -> endings.forEach(ending -> paths.add(clean(base, some) + ending)));
            return firstPath(row, paths);
        }
        for (String some : modules) {
            for (String ending : endings) {
                Optional<Target> path = pathEnding(row, some + ending);
                if (path.isPresent()) {
                    return path;
                }
            }
        }
        return Optional.empty();
    }

    private static String clean(String folder, String module) {
        return folder.isEmpty() ? module : module.isEmpty() ? folder : folder + "/" + module;
    }

    /** A module that is a folder is found by the first of its files. */
    private Optional<Target> folderOf(ImportRow row) {
        String last = ImportRow.lastSegment(row.module());
        return value(
                "SELECT project_id, path FROM files WHERE deleted = 0 AND language = ?"
                        + " AND (path LIKE ? OR path LIKE ?)"
                        + " AND "
                        + IndexStatements.of(driver)
                                .contains(
                                        "?", "substr(path, 1, length(path) - length(filename) - 1)")
                        + " ORDER BY project_id <> ?, length(path) - length(filename) DESC, path"
                        + " LIMIT 1",
                row.language(),
                last + "/%",
                "%/" + last + "/%",
                row.module(),
                row.projectId());
    }

    private Optional<Target> definition(ImportRow row) {
        String dotted = row.dotted();
        String name = dotted.substring(dotted.lastIndexOf('.') + 1);
        return value(
                "SELECT f.project_id, f.path FROM definitions d JOIN files f ON f.id = d.file_id"
                        + " WHERE "
                        + IndexStatements.of(driver).sameName("d.name")
                        + " AND d.qualified_name = ? AND f.deleted = 0"
                        + " ORDER BY f.project_id <> ?, f.path LIMIT 1",
                name,
                dotted,
                row.projectId());
    }

    /** A path that begins at the importing file stays in its project. */
    private Optional<Target> firstPath(ImportRow row, List<String> paths) {
        for (String path : paths) {
            Optional<Target> found =
                    value(
                            "SELECT project_id, path FROM files WHERE project_id = ?"
                                    + " AND path = ? AND deleted = 0 LIMIT 1",
                            row.projectId(),
                            path);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Target> pathEnding(ImportRow row, String ending) {
        return value(
                "SELECT project_id, path FROM files WHERE deleted = 0"
                        + " AND (path = ? OR substr(path, length(path) - length(?) + 1) = ?)"
                        + " ORDER BY project_id <> ?, length(path) LIMIT 1",
                ending,
                "/" + ending,
                "/" + ending,
                row.projectId());
    }

    private Optional<Target> value(String sql, Object... values) {
        try (Rows rows = driver.query(sql, values)) {
            return rows.next()
                    ? Optional.of(new Target(rows.requiredText(0), rows.requiredText(1)))
                    : Optional.empty();
        }
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String joined(String folder, String module) {
        List<String> names = new ArrayList<>(List.of(folder.split("/", -1)));
        names.removeIf(String::isEmpty);
        for (String name : module.split("/", -1)) {
            if (name.equals("..") && !names.isEmpty()) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
                names.add(name);
            }
        }
        return String.join("/", names);
    }
}
