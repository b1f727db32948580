package dev.cairn.web.page;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.project.ProjectFolder;
import dev.cairn.index.project.ProjectStore;
import java.util.List;

/**
 * The projects of the index, as addresses name them. Links of pages name a project by its id,
 * because several can have one name; a person may write the name.
 */
public final class Projects {

    private Projects() {}

    /**
     * Returns the project of a name or id; the first one if there is no name.
     *
     * @throws PageException if there is no such project, or if several have the name
     */
    public static ProjectFolder named(String name, CodeDatabase database) {
        ProjectStore store = new ProjectStore(database.driver());
        if (name.isEmpty()) {
            return store.first()
                    .orElseThrow(() -> PageException.notFound("the index has no project yet"));
        }
        List<ProjectFolder> called = store.called(name);
        for (ProjectFolder project : called) {
            if (project.id().equals(name)) {
                return project;
            }
        }
        if (called.size() > 1) {
            throw PageException.invalid(severalAreCalled(name, called));
        }
        return called.stream()
                .findFirst()
                .orElseThrow(() ->
                        PageException.notFound("the index has no project '%s'".formatted(name)));
    }

    private static String severalAreCalled(String name, List<ProjectFolder> called) {
        StringBuilder text =
                new StringBuilder(
                        "%d projects are called '%s'; name the one that you mean by its id:"
                                .formatted(called.size(), name));
        called.forEach(
                project -> text.append("\n%s for '%s'".formatted(project.id(), project.root())));
        return text.toString();
    }
}
