package dev.cairn.web.source;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.extract.Language;
import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.index.language.Languages;
import dev.cairn.index.project.ProjectFolder;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.reference.DefinitionRow;
import dev.cairn.index.search.line.SourceFiles;
import dev.cairn.index.store.Coverage;
import dev.cairn.index.store.IndexStore;
import dev.cairn.index.store.KnownFile;
import dev.cairn.web.page.PageException;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Projects;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A file that is shown: its text on disk now, and what the index knows of it.
 *
 * @param project its project
 * @param path its path below the project's folder
 * @param known what the index knows; empty if it does not have the file
 * @param text its text; empty if it is gone or is not text
 * @param sha256 the hash of its text as UTF-8
 */
record ShownFile(
        ProjectFolder project,
        String path,
        Optional<KnownFile> known,
        Optional<String> text,
        String sha256) {

    /**
     * Reads the file that a request names.
     *
     * @throws PageException if there is no such project, or neither disk nor index has the file
     */
    static ShownFile of(PageRequest request, CodeDatabase database, AnswerFreshness freshness) {
        ProjectFolder project = Projects.named(request.text("project"), database);
        String path = request.required("path");
        boolean _ = freshness.refresh(List.of(indexed(project, path)));
        KnownFile known =
                new IndexStore(database.driver())
                        .knownFilesAt(project.id(), List.of(path))
                        .get(path);
        // A file that was taken out of the index, such as one that is ignored now, is not shown.
        if (known == null || known.deleted()) {
            throw missing(project, path, freshness);
        }
        Optional<String> text = SourceFiles.text(project.root().toString(), path);
        return new ShownFile(
                project, path, Optional.of(known), text, text.map(ShownFile::hash).orElse(""));
    }

    /** Returns the file of a definition; empty if its project is gone. */
    static Optional<ShownFile> ofDefinition(DefinitionRow row, CodeDatabase database) {
        ProjectStore projects = new ProjectStore(database.driver());
        return projects.called(row.file().projectId()).stream()
                .findFirst()
                .map(project -> {
                    Optional<String> text = SourceFiles.text(project.root().toString(), row.path());
                    KnownFile known =
                            new IndexStore(database.driver())
                                    .knownFilesAt(project.id(), List.of(row.path()))
                                    .get(row.path());
                    return new ShownFile(
                            project,
                            row.path(),
                            Optional.ofNullable(known),
                            text,
                            text.map(ShownFile::hash).orElse(""));
                });
    }

    private static PageException missing(
            ProjectFolder project, String path, AnswerFreshness freshness) {
        return PageException.notFound(
                freshness
                        .reasonMissing(project.root().toString(), path)
                        .orElse(
                                "the index has no file '%s' of '%s'"
                                        .formatted(path, project.name())));
    }

    private static IndexedFile indexed(ProjectFolder project, String path) {
        return new IndexedFile(project.id(), project.root().toString(), path);
    }

    /** Returns what the index calls the file in its answers. */
    IndexedFile indexed() {
        return indexed(project, path);
    }

    /** Returns the language of the file. */
    Language language() {
        return Languages.of(path, text.orElse(""));
    }

    /** Returns whether the index knows the text that is on disk. */
    boolean isCurrent() {
        return known.filter(file -> file.sha256().equals(sha256)).isPresent();
    }

    /** Returns whether the index has another text than the disk. */
    boolean isStale() {
        return text.isPresent()
                && known.filter(file ->
                                !file.sha256().isEmpty()
                                        && !file.sha256().equals(sha256)
                                        && isUtf8())
                        .isPresent();
    }

    /**
     * Only the text of other encodings, or with a byte order mark, has another hash than its file.
     */
    private boolean isUtf8() {
        return text.map(some -> (long) some.getBytes(StandardCharsets.UTF_8).length).orElse(0L)
                == sizeOnDisk();
    }

    private long sizeOnDisk() {
        try {
            return java.nio.file.Files.size(project.root().resolve(path));
        } catch (java.io.IOException _) {
            return -1;
        }
    }

    /**
     * Returns whether the text can be parsed in this process: a child process has parsed the same
     * text when it was indexed, and did not die of it.
     */
    boolean isSafeToParse() {
        return isCurrent() && known.filter(file -> file.coverage() == Coverage.FULL).isPresent();
    }

    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
