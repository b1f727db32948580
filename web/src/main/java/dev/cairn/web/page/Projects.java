package dev.cairn.web.page;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectStore;
import java.util.List;

/** The projects of the index, as addresses name them. */
public final class Projects {

    private Projects() {}

    /**
     * Returns the project of a name or id; the first one if there is no name.
     *
     * @throws PageException if there is no such project
     */
    public static Project named(String name, CodeDatabase database) {
        List<Project> all = new ProjectStore(database.driver()).all();
        if (name.isEmpty() && !all.isEmpty()) {
            return all.getFirst();
        }
        return all.stream()
                .filter(project -> project.id().equals(name) || project.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        PageException.notFound(
                                name.isEmpty()
                                        ? "the index has no project yet"
                                        : "the index has no project '%s'".formatted(name)));
    }
}
