package dev.cairn.server.command.project;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.server.command.CommandException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the project that a command means. */
final class ProjectSelection {

    private final List<Project> projects;
    private final Path workingFolder;

    ProjectSelection(DatabaseDriver driver, Path workingFolder) {
        this.projects = new ProjectStore(driver).all();
        this.workingFolder = workingFolder;
    }

    /** Returns the project that is named, else the one of the working folder, else the only one. */
    Project chosen(Optional<String> named) {
        if (named.isPresent()) {
            return named(named.get());
        }
        return projects.stream()
                .filter(project -> workingFolder.startsWith(project.root()))
                .max(Comparator.comparingInt(project -> project.root().getNameCount()))
                .or(() ->
                        projects.size() == 1 ? Optional.of(projects.getFirst()) : Optional.empty())
                .orElseThrow(() ->
                        CommandException.usage(
                                projects.isEmpty()
                                        ? "the index has no project; run 'cairn index' first"
                                        : "cannot tell which project is meant; name one of "
                                                + names()));
    }

    /** Returns the project with a name, an id or a folder. */
    Project named(String text) {
        Path folder = workingFolder.resolve(text).normalize();
        List<Project> found =
                projects.stream()
                        .filter(project ->
                                project.name().equals(text)
                                        || project.id().equals(text)
                                        || project.root().equals(folder))
                        .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw CommandException.usage(
                found.isEmpty()
                        ? "the index has no project '%s'; it has %s".formatted(text, names())
                        : "%d projects are named '%s'; give the id or the folder: %s"
                                .formatted(found.size(), text, identities(found)));
    }

    private String names() {
        return projects.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        projects.stream().map(project -> "'" + project.name() + "'").toList());
    }

    private static String identities(List<Project> some) {
        return String.join(
                ", ",
                some.stream()
                        .map(project -> project.id() + " in '" + project.root() + "'")
                        .toList());
    }
}
