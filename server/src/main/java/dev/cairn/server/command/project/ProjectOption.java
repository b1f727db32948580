package dev.cairn.server.command.project;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a project of the index. */
final class ProjectOption {

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = "The project: its name, id or folder. Default: the one of this folder.")
    private @Nullable String name;

    Optional<String> name() {
        return Optional.ofNullable(name);
    }
}
