package dev.cairn.index.edit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes one edit with a commit in a process of its own, which a fail point ends. */
final class EditingProcess {

    private EditingProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (EditedProject project = EditedProject.in(Path.of(arguments[0]))) {
            project.editor()
                    .edit(
                            new EditRequest(
                                    "Greeting.java",
                                    EditedProject.hash(project.read()),
                                    new NewText.Lines(
                                            List.of(
                                                    new LineEdit(
                                                            6,
                                                            6,
                                                            "        return \"Welcome, \" + name;"))),
                                    false,
                                    Optional.of("Welcome people")));
        }
    }
}
