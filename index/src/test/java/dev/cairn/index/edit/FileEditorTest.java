package dev.cairn.index.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TransactionMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEditorTest {

    private static final String FILE = "Greeting.java";
    private static final LineEdit WELCOME =
            new LineEdit(6, 6, "        return \"Welcome, \" + name;");

    @TempDir private Path folder;
    private EditedProject project;

    @BeforeEach
    void openProject() throws IOException {
        project = EditedProject.in(folder);
    }

    @AfterEach
    void closeProject() {
        project.close();
    }

    @Test
    void fileAndRowsChangeTogether() throws IOException {
        EditResult result = project.editor().edit(lines(hash(), WELCOME));

        assertThat(project.read()).contains("Welcome").doesNotContain("Hello");
        assertThat(result.hashBefore()).isEqualTo(EditedProject.hash(EditedProject.SOURCE));
        assertThat(result.hashAfter())
                .isEqualTo(EditedProject.hash(project.read()))
                .isEqualTo(project.indexedHash());
        assertThat(result.definitionsAfter())
                .containsExactly("4 class example.Greeting", "5 method example.Greeting.hello");
        assertThat(project.filesLeftBehind()).isEmpty();
    }

    @Test
    void definitionsAreEditedLikeLines() throws IOException {
        EditResult body =
                project.editor().edit(request(new NewText.Body("Greeting.hello", "return name;")));
        assertThat(project.read()).contains("        return name;\n    }\n}\n");
        EditResult after =
                project.editor()
                        .edit(request(new NewText.After("hello", "int two() {\n    return 2;\n}")));
        assertThat(after.definitionsAfter()).contains("9 method example.Greeting.two");
        EditResult renamed =
                project.editor().edit(request(new NewText.Rename("Greeting.two", "three")));
        assertThat(renamed.notes()).isNotEmpty();
        assertThat(project.indexedHash()).isEqualTo(EditedProject.hash(project.read()));

        project.editor().undo(renamed.editId());
        project.editor().undo(after.editId());
        project.editor().undo(body.editId());
        assertThat(project.read()).isEqualTo(EditedProject.SOURCE);
    }

    @Test
    void halfOfASurrogatePairIsRefused() throws IOException {
        assertThatThrownBy(() ->
                        project.editor().edit(request(new NewText.Whole("class A {} // \ud800"))))
                .isInstanceOf(EditException.class)
                .hasMessageContaining("half of a surrogate pair");
        assertThat(project.read()).isEqualTo(EditedProject.SOURCE);
    }

    @Test
    void aTextWhoseParserDoesNotEndIsRefused() throws IOException {
        String endless = "a<".repeat(5_000) + "\n";
        assertThatThrownBy(() ->
                        project.editor()
                                .edit(
                                        new EditRequest(
                                                "New.java",
                                                EditRequest.ABSENT,
                                                new NewText.Whole(endless),
                                                false,
                                                Optional.empty())))
                .isInstanceOf(EditException.class)
                .hasMessage(
                        "cannot edit 'New.java': the new text was not parsed: its parser did not end within 0.5 s of processor time;"
                                + " correct it, or allow errors");
        assertThat(project.root().resolve("New.java")).doesNotExist();

        Files.writeString(project.root().resolve("Old.java"), endless);
        assertThatThrownBy(() ->
                        project.editor()
                                .edit(
                                        new EditRequest(
                                                "Old.java",
                                                EditedProject.hash(endless),
                                                new NewText.Rename("a", "b"),
                                                true,
                                                Optional.empty())))
                .isInstanceOf(EditException.class)
                .hasMessageContaining(
                        "did not end within 0.5 s of processor time; edit its lines instead");
        assertThat(project.filesLeftBehind()).isEmpty();
    }

    private EditRequest request(NewText text) throws IOException {
        return new EditRequest(FILE, hash(), text, false, Optional.empty());
    }

    @Test
    void aFileThatChangedSinceItWasReadIsRefusedWithItsHash() throws IOException {
        String read = hash();
        Files.writeString(project.root().resolve(FILE), "class Other {}\n");

        refused(() -> project.editor().edit(lines(read, WELCOME)))
                .hasMessageContaining(EditedProject.hash("class Other {}\n"));
        assertThat(project.read()).isEqualTo("class Other {}\n");
    }

    @Test
    void worseSyntaxIsRefusedUnlessItIsAllowed() throws IOException {
        LineEdit broken = new LineEdit(6, 6, "        return \"Hello, \" + ;");

        refused(() -> project.editor().edit(lines(hash(), broken)))
                .hasMessageContaining("more syntax errors (1) than the old one (0)");
        assertThat(project.read()).isEqualTo(EditedProject.SOURCE);

        EditResult result =
                project.editor()
                        .edit(
                                new EditRequest(
                                        FILE,
                                        hash(),
                                        new NewText.Lines(List.of(broken)),
                                        true,
                                        Optional.empty()));
        assertThat(result.syntaxErrors()).isOne();
    }

    @Test
    void undoBringsBackTheFileAndItsRows() throws IOException {
        EditResult edit = project.editor().edit(lines(hash(), WELCOME));

        project.editor().undo(edit.editId());

        assertThat(project.read()).isEqualTo(EditedProject.SOURCE);
        assertThat(project.indexedHash()).isEqualTo(EditedProject.hash(EditedProject.SOURCE));
        refused(() -> project.editor().undo(edit.editId())).hasMessageContaining("undone already");
    }

    @Test
    void anEditThatWasOvertakenIsNotUndone() throws IOException {
        EditResult edit = project.editor().edit(lines(hash(), WELCOME));
        Files.writeString(project.root().resolve(FILE), "class Later {}\n");

        refused(() -> project.editor().undo(edit.editId())).hasMessageContaining("changed since");
        assertThat(project.read()).isEqualTo("class Later {}\n");
    }

    @Test
    void aNewFileIsMadeAndUndoRemovesIt() throws IOException {
        EditResult edit =
                project.editor()
                        .edit(
                                new EditRequest(
                                        "New.java",
                                        EditRequest.ABSENT,
                                        new NewText.Whole("class New {}\n"),
                                        false,
                                        Optional.empty()));
        assertThat(project.root().resolve("New.java")).hasContent("class New {}\n");
        assertThat(count("New.java")).isOne();

        project.editor().undo(edit.editId());
        assertThat(project.root().resolve("New.java")).doesNotExist();
        assertThat(count("New.java")).isZero();
    }

    @Test
    void theCommitHoldsThatPathOnly() throws Exception {
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first");
        git("config", "user.name", "a");
        git("config", "user.email", "a@b");
        Files.writeString(project.root().resolve("staged.txt"), "staged\n");
        git("add", "staged.txt");

        EditResult edit =
                project.editor()
                        .edit(
                                new EditRequest(
                                        FILE,
                                        hash(),
                                        new NewText.Lines(List.of(WELCOME)),
                                        false,
                                        Optional.of("Welcome people")));

        assertThat(git("show", "--name-only", "--format=%H %s", "HEAD"))
                .startsWith(edit.commitId().orElseThrow() + " Welcome people")
                .contains(FILE)
                .doesNotContain("staged.txt");
        assertThat(git("status", "--porcelain")).contains("A  staged.txt");

        project.editor().undo(edit.editId());
        assertThat(project.read()).isEqualTo(EditedProject.SOURCE);
        assertThat(git("status", "--porcelain")).doesNotContain(FILE);
    }

    @Test
    void aHookThatRefusesTheCommitLeavesEverythingAsItWas() throws Exception {
        git("init", "-q");
        git("config", "user.name", "a");
        git("config", "user.email", "a@b");
        git("add", ".");
        git("commit", "-qm", "first");
        Path hook = project.root().resolve(".git/hooks/pre-commit");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\necho no commits today\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() ->
                        project.editor()
                                .edit(
                                        new EditRequest(
                                                FILE,
                                                hash(),
                                                new NewText.Lines(List.of(WELCOME)),
                                                false,
                                                Optional.of("Welcome people"))))
                .isInstanceOf(EditException.class)
                .hasMessageContaining("no commits today");

        assertThat(project.read()).isEqualTo(EditedProject.SOURCE);
        assertThat(project.indexedHash()).isEqualTo(EditedProject.hash(EditedProject.SOURCE));
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(project.filesLeftBehind()).isEmpty();
    }

    @Test
    void noCommitIsMadeDuringAMerge() throws Exception {
        git("init", "-q");
        Files.writeString(project.root().resolve(".git/MERGE_HEAD"), "0".repeat(40) + "\n");

        refused(() ->
                        project.editor()
                                .edit(
                                        new EditRequest(
                                                FILE,
                                                hash(),
                                                new NewText.Lines(List.of(WELCOME)),
                                                false,
                                                Optional.of("Welcome"))))
                .hasMessageContaining("MERGE_HEAD");
    }

    @Test
    void ofManyEditsOfOneFileAtOnceOneWins() throws Exception {
        int editors = 6;
        String read = hash();
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(editors)) {
            List<Future<Boolean>> edits =
                    java.util.stream.IntStream.range(0, editors)
                            .mapToObj(i -> threads.submit(() -> edit(i, read, start)))
                            .toList();
            start.countDown();
            int won = 0;
            for (Future<Boolean> edit : edits) {
                won += edit.get() ? 1 : 0;
            }
            assertThat(won).isOne();
            assertThat(project.indexedHash()).isEqualTo(EditedProject.hash(project.read()));
        }
    }

    private boolean edit(int number, String read, CountDownLatch start) throws Exception {
        try (DatabaseDriver mine = project.openDriver()) {
            start.await();
            project.editor(mine)
                    .edit(lines(read, new LineEdit(6, 6, "        return \"" + number + "\";")));
            return true;
        } catch (EditException e) {
            assertThat(e.kind()).isEqualTo(EditException.Kind.REFUSED);
            return false;
        }
    }

    @Test
    void pathsThatLeaveTheProjectAreNotEdited() throws IOException {
        Files.writeString(folder.resolve("outside.txt"), "outside\n");
        Files.createSymbolicLink(project.root().resolve("link"), folder.resolve("outside.txt"));
        Files.createSymbolicLink(project.root().resolve("folder"), folder);

        for (String path :
                List.of("../outside.txt", "/etc/passwd", "", "a/../../outside.txt", "x\0y")) {
            assertThatThrownBy(() -> project.editor().edit(whole(path)))
                    .as(path)
                    .isInstanceOfSatisfying(
                            EditException.class,
                            e -> assertThat(e.kind()).isEqualTo(EditException.Kind.INVALID));
        }
        for (String path : List.of("link", "folder/outside.txt", ".git/config", "a/.cairn/x")) {
            refused(() -> project.editor().edit(whole(path)));
        }
        assertThat(folder.resolve("outside.txt")).hasContent("outside\n");
    }

    /** An index can come with a tree, and its rows then say what the author of the tree likes. */
    @Test
    void recordsOfEditsThatNoEditMadeTouchNoFile() throws IOException {
        Path outside = project.root().resolveSibling("precious.tmp");
        Files.writeString(outside, "precious");
        Files.createDirectories(project.root().resolve(".cairn-edit-x"));
        List<List<String>> records =
                List.of(
                        List.of("x/../../precious", "Greeting.java", "absent"),
                        List.of(
                                "11111111-1111-1111-1111-111111111111",
                                "../precious.tmp",
                                "absent"),
                        List.of("11111111-1111-1111-1111-111111111112", "/etc/passwd", "absent"),
                        List.of("11111111-1111-1111-1111-111111111113", ".git/config", "absent"),
                        List.of("11111111-1111-1111-1111-111111111114", "Greeting.java", "none"));
        for (List<String> row : records) {
            project.driver()
                    .execute(
                            "INSERT INTO edits (id, project_id, path, hash_before, hash_after, state)"
                                    + " SELECT ?, id, ?, ?, 'absent', 'PREPARED' FROM projects",
                            row.toArray());
        }

        assertThat(project.recovery().run()).isEmpty();

        assertThat(outside).hasContent("precious");
        assertThat(
                        project.driver()
                                .queryValue("SELECT count(*) FROM edits WHERE state = 'PREPARED'"))
                .contains(0L);
        assertThat(project.read()).isEqualTo(EditedProject.SOURCE);
    }

    @Test
    void otherSpellingsOfForbiddenFoldersAreForbiddenToo() {
        for (String path :
                List.of(
                        ".GIT/hooks/pre-commit",
                        ".git./config",
                        ".g\u200dit/config",
                        "sub/.Git/config",
                        ".CAIRN/config.json")) {
            refused(() -> project.editor().edit(whole(path)));
        }
    }

    @Test
    void lineEndingsPermissionsAndByteOrderMarkStay() throws IOException {
        Path file = project.root().resolve("script.py");
        Files.writeString(file, "\uFEFFa = 1\r\nb = 2\r\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        String read = ProjectFile.hash(Files.readAllBytes(file));

        project.editor()
                .edit(
                        new EditRequest(
                                "script.py",
                                read,
                                new NewText.Lines(List.of(new LineEdit(2, 2, "b = 3\nc = 4"))),
                                false,
                                Optional.empty()));

        assertThat(Files.readString(file, StandardCharsets.UTF_8))
                .isEqualTo("\uFEFFa = 1\r\nb = 3\r\nc = 4\r\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x---");
    }

    @Test
    void whatAnotherProgramSavesWhileAnEditWaitsStays() throws Exception {
        try (DatabaseDriver other = project.openDriver();
                var thread = Executors.newSingleThreadExecutor()) {
            other.begin(TransactionMode.WRITE);
            Future<EditResult> edit;
            try (DatabaseDriver mine = project.openDriver()) {
                String read = hash();
                edit = thread.submit(() -> project.editor(mine).edit(lines(read, WELCOME)));
                while (project.filesLeftBehind().isEmpty()) {
                    Thread.sleep(1);
                }
                Files.writeString(project.root().resolve(FILE), "class Saved {}\n");
                other.rollback();
                assertThatThrownBy(edit::get)
                        .hasRootCauseInstanceOf(EditException.class)
                        .hasStackTraceContaining("another program changed it meanwhile");
            }
        }
        assertThat(project.read()).isEqualTo("class Saved {}\n");
        assertThat(project.filesLeftBehind()).isEmpty();
    }

    @Test
    void aNewFileHasThePermissionsOfTheUsersMask() throws IOException {
        Path usual = Files.createFile(project.root().resolve("usual.txt"));
        project.editor().edit(whole("made.txt"));
        assertThat(Files.getPosixFilePermissions(project.root().resolve("made.txt")))
                .isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void hardLinksAreMentioned() throws IOException {
        Path file = project.root().resolve(FILE);
        Files.createLink(project.root().resolve("Same.java"), file);
        assertThat(project.editor().edit(lines(hash(), WELCOME)).notes())
                .anyMatch(note -> note.contains("had 2 names (hard links)"));
        assertThat(project.root().resolve("Same.java")).hasContent(EditedProject.SOURCE);
    }

    @Test
    void aFileOfAnotherUserKeepsItsOwner() throws IOException {
        Path file = project.root().resolve(FILE);
        UserPrincipal other;
        try {
            other =
                    file.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody");
            Files.setOwner(file, other);
        } catch (FileSystemException | UserPrincipalNotFoundException e) {
            Assumptions.abort("only root can give a file away: " + e);
            return;
        }
        project.editor().edit(lines(hash(), WELCOME));
        assertThat(Files.getOwner(file)).isEqualTo(other);
    }

    private EditRequest lines(String expectedHash, LineEdit edit) {
        return new EditRequest(
                FILE, expectedHash, new NewText.Lines(List.of(edit)), false, Optional.empty());
    }

    private static EditRequest whole(String path) {
        return new EditRequest(
                path, EditRequest.ABSENT, new NewText.Whole("x\n"), false, Optional.empty());
    }

    private String hash() throws IOException {
        return EditedProject.hash(project.read());
    }

    private long count(String path) {
        return (Long)
                project.driver()
                        .queryValue(
                                "SELECT count(*) FROM files WHERE path = ? AND deleted = 0", path)
                        .orElseThrow();
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(project.root().toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("git %s: %s", command, output).isZero();
        return output;
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            ThrowingCallable work) {
        return assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        EditException.class,
                        e -> assertThat(e.kind()).isEqualTo(EditException.Kind.REFUSED));
    }
}
