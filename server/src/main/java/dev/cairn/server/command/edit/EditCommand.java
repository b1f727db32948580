package dev.cairn.server.command.edit;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.FileErrors;
import dev.cairn.database.file.BoundedFile;
import dev.cairn.index.edit.EditException;
import dev.cairn.index.edit.EditRequest;
import dev.cairn.index.edit.EditResult;
import dev.cairn.index.edit.LineEdit;
import dev.cairn.index.edit.NewText;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectRoot;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.scan.SourceText;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.tool.Editing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Edits one file together with its rows in the index. */
@Command(
        name = "edit",
        header = "Edit a file together with the index, and git if asked.",
        description =
                "Reads the new text from standard input: the whole file, or what the options say. The"
                        + " old text is backed up; 'cairn undo'"
                        + " brings it back. Refused (3) if the file is not the one that"
                        + " --expected-hash names, or the syntax gets worse.",
        footer = {
            "",
            "Examples:",
            "  cairn edit src/App.java < App.java",
            "  printf 'int limit = 20;' | cairn edit src/App.java --lines 12-14",
            "  printf 'return 20;' | cairn edit src/App.java --body-of App.limit",
            "  cairn edit src/App.java --rename App.limit --to most",
            "  cairn edit src/App.java --message 'Raise the limit' < App.java"
        })
public final class EditCommand extends ConfiguredCommand {

    /** As much as an edit takes; a larger file is refused with this limit. */
    private static final int LARGEST_BYTES = 16 << 20;

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    @Parameters(paramLabel = "FILE", description = "The file, below the project.")
    private Path file = Path.of("");

    @Option(
            names = "--lines",
            paramLabel = "A-B",
            description = "Replace only these lines of the file.")
    private @Nullable String lines;

    @Option(
            names = "--body-of",
            paramLabel = "NAME",
            description =
                    "Replace only the body of this definition, such as App.limit; App.limit:12"
                            + " where several have that name.")
    private @Nullable String bodyOf;

    @Option(
            names = "--after",
            paramLabel = "NAME",
            description = "Insert the text after this definition.")
    private @Nullable String after;

    @Option(
            names = "--rename",
            paramLabel = "NAME",
            description = "Rename this definition and its uses in the file; needs --to.")
    private @Nullable String rename;

    @Option(names = "--to", paramLabel = "NAME", description = "The new name, for --rename.")
    private @Nullable String newName;

    @Option(
            names = "--expected-hash",
            paramLabel = "SHA256",
            description =
                    "The hash of the content that you read; 'absent' for a new file. Default: the"
                            + " content that is there now.")
    private @Nullable String expectedHash;

    @Option(names = "--allow-errors", description = "Accept a text with more syntax errors.")
    private boolean allowErrors;

    @Option(names = "--allow-empty", description = "Accept an empty text for a whole file.")
    private boolean allowEmpty;

    @Option(
            names = "--message",
            paramLabel = "TEXT",
            description = "Commit this file to git with the message.")
    private @Nullable String message;

    public EditCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        DatabaseConfiguration configuration = indexedDatabase();
        Path target = resolved(file);
        try (CodeDatabase database = ProgramDatabases.open(configuration)) {
            Path root = projectRoot(configuration, database, target);
            if (!target.startsWith(root)) {
                throw CommandException.usage(
                        "cannot edit '%s': it is outside the project '%s'".formatted(target, root));
            }
            EditRequest request =
                    new EditRequest(
                            root.relativize(target).toString(),
                            expectedHash == null ? presentHash(target) : expectedHash,
                            newText(target),
                            allowErrors,
                            Optional.ofNullable(message));
            print(Editing.with(database, root, editor -> editor.edit(request)), output);
        } catch (EditException e) {
            throw commandError(e);
        }
        return ExitCode.DONE;
    }

    /**
     * Returns the project's folder without symbolic links: that of the configuration, or the
     * project of the index that the place is in.
     */
    static Path projectRoot(
            DatabaseConfiguration configuration, CodeDatabase database, Path place) {
        Path folder =
                configuration
                        .storage()
                        .project()
                        .or(() -> projectOf(database, place))
                        .orElseThrow(() ->
                                CommandException.usage(
                                        "'%s' is in no project of the index '%s'; run 'cairn index' in the project's folder first"
                                                .formatted(
                                                        place, configuration.location().text())));
        return ProjectRoot.of(folder).folder();
    }

    private static Optional<Path> projectOf(CodeDatabase database, Path place) {
        Path real = realPath(place);
        return new ProjectStore(database.driver())
                .all().stream()
                        .map(Project::root)
                        .filter(real::startsWith)
                        .max(Comparator.comparingInt(Path::getNameCount));
    }

    /** A new file does not exist yet, but its folder does, or the folder above. */
    private static Path realPath(Path place) {
        try {
            for (Path each = place; each != null; each = each.getParent()) {
                if (Files.exists(each)) {
                    return each.toRealPath().resolve(each.relativize(place)).normalize();
                }
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find '" + place + "'", e);
        }
    }

    static CommandException commandError(EditException error) {
        String text = String.valueOf(error.getMessage());
        return switch (error.kind()) {
            case INVALID -> CommandException.usage(text);
            case REFUSED -> CommandException.refused(text);
            case FAILED -> CommandException.failed(text);
        };
    }

    static void print(EditResult result, Output output) {
        if (output.isJson()) {
            output.document(result);
        } else {
            Editing.text(result).lines().forEach(output::line);
        }
    }

    private static String presentHash(Path target) {
        try {
            return Files.exists(target)
                    ? SourceText.of(BoundedFile.bytes(target, LARGEST_BYTES)).sha256()
                    : EditRequest.ABSENT;
        } catch (IOException e) {
            throw CommandException.usage(
                    "cannot edit '%s': %s".formatted(target, FileErrors.reason(e)));
        }
    }

    private NewText newText(Path target) {
        if (Stream.of(lines, bodyOf, after, rename).filter(Objects::nonNull).count() > 1) {
            throw CommandException.usage("give one of --lines, --body-of, --after and --rename");
        }
        if ((rename == null) != (newName == null)) {
            throw CommandException.usage("give --rename and --to together");
        }
        if (rename != null && newName != null) {
            return new NewText.Rename(rename, newName);
        }
        String text = input();
        if (bodyOf != null) {
            return new NewText.Body(bodyOf, text);
        }
        if (after != null) {
            return new NewText.After(after, text);
        }
        if (lines != null) {
            return replacingLines(lines, text);
        }
        if (!allowEmpty) {
            requireText(target, text);
        }
        return new NewText.Whole(text);
    }

    /** The program that writes the text may have failed, and an empty pipe looks like no text. */
    private static void requireText(Path target, String text) {
        if (text.isEmpty() && Files.exists(target)) {
            throw CommandException.refused(
                    "cannot edit '%s': the text on standard input is empty; give --allow-empty to make the file empty"
                            .formatted(target));
        }
    }

    private String input() {
        if (surroundings().console().input().isPresent()) {
            note("reading the new text from the keyboard; end it with Ctrl-D");
        }
        try {
            byte[] bytes = System.in.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw CommandException.usage(
                        "cannot edit '%s': the text on standard input is larger than %d MiB"
                                .formatted(file, LARGEST_BYTES >> 20));
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw CommandException.usage(
                    "cannot edit '%s': the text on standard input is not UTF-8".formatted(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read standard input", e);
        }
    }

    private static NewText replacingLines(String lines, String text) {
        Matcher range = RANGE.matcher(lines);
        if (!range.matches()) {
            throw CommandException.usage(
                    "'%s' is not a range of lines; give one such as 12-14".formatted(lines));
        }
        int start = Integer.parseInt(range.group(1));
        int end = range.group(2) == null ? start : Integer.parseInt(range.group(2));
        return new NewText.Lines(List.of(new LineEdit(start, end, text)));
    }
}
