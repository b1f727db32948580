package dev.cairn.index.watch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Random changes of a source tree: files made, edited, moved and deleted, folders moved and
 * deleted, many files replaced at once as by a switch to another branch, and ignore files.
 */
final class TreeSteps {

    private static final List<String> EXTENSIONS = List.of(".java", ".py", ".go", ".js", ".md");
    private static final List<String> IGNORED =
            List.of("out/", "*.md", "d1/", "/d2/*.py", "# none");

    private final Path root;
    private final Random random;
    private int made;

    TreeSteps(Path root, Random random) {
        this.root = root;
        this.random = random;
    }

    void next() throws IOException, InterruptedException {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> write(random(folders()).resolve(freshName()));
            case 3, 4 -> edit();
            case 5 -> replaceAtomically();
            case 6 -> move(files());
            case 7 -> delete(files());
            case 8 -> moveFolder();
            case 9 -> deleteFolder();
            case 10 -> switchBranch();
            default -> writeIgnoreFile();
        }
        // Sometimes within the quiet time of the step before, sometimes after it.
        Thread.sleep(random.nextInt(4) == 0 ? 350 : random.nextInt(30));
    }

    private String freshName() {
        return "F" + made++ + random(EXTENSIONS);
    }

    private void write(Path file) throws IOException {
        int number = random.nextInt(1_000);
        String name = file.getFileName().toString();
        String text =
                switch (name.substring(name.lastIndexOf('.'))) {
                    case ".java" ->
                            "class C%d { int m%d() { return call%d(); } }\n"
                                    .formatted(number, number, number % 7);
                    case ".py" ->
                            "import os\ndef f%d(a):\n    return g%d(a)\n"
                                    .formatted(number, number % 7);
                    case ".go" ->
                            "package p\nfunc F%d() int { return %d }\n".formatted(number, number);
                    case ".js" ->
                            "export function f%d() { return %d; }\n".formatted(number, number);
                    default -> "words %d and words\n".formatted(number);
                };
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void edit() throws IOException {
        List<Path> files = files();
        if (!files.isEmpty()) {
            write(random(files));
        }
    }

    /** As many editors save. */
    private void replaceAtomically() throws IOException {
        List<Path> files = files();
        if (!files.isEmpty()) {
            Path file = random(files);
            Path fresh = file.resolveSibling("." + file.getFileName() + ".java");
            write(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void move(List<Path> from) throws IOException {
        if (!from.isEmpty()) {
            Path file = random(from);
            String name = file.getFileName().toString();
            Path target =
                    random(folders()).resolve("M" + made++ + name.substring(name.lastIndexOf('.')));
            Files.move(file, target);
        }
    }

    private void delete(List<Path> from) throws IOException {
        if (!from.isEmpty()) {
            Files.delete(random(from));
        }
    }

    private void moveFolder() throws IOException {
        List<Path> folders = folders();
        Path folder = random(folders);
        Path target = random(folders).resolve("d" + random.nextInt(6));
        if (!folder.equals(root) && !target.startsWith(folder) && Files.notExists(target)) {
            Files.move(folder, target);
        }
    }

    private void deleteFolder() throws IOException {
        Path folder = random(folders());
        if (!folder.equals(root)) {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes some)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(Path each, IOException cause)
                                throws IOException {
                            Files.delete(each);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        }
    }

    private void switchBranch() throws IOException {
        for (Path file : files()) {
            switch (random.nextInt(4)) {
                case 0 -> Files.delete(file);
                case 1 -> write(file);
                default -> {
                    // The same on both branches.
                }
            }
        }
        for (int i = 0; i < 40; i++) {
            write(root.resolve("d" + random.nextInt(6)).resolve("e" + i % 5).resolve(freshName()));
        }
    }

    private void writeIgnoreFile() throws IOException {
        Files.writeString(random(folders()).resolve(".gitignore"), random(IGNORED) + "\n");
    }

    private boolean isStorage(Path file) {
        return file.startsWith(root.resolve(".cairn"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !isStorage(file))
                    .filter(file -> !file.endsWith(".gitignore"))
                    .sorted()
                    .toList();
        }
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return new ArrayList<>(
                    all.filter(Files::isDirectory)
                            .filter(file -> !isStorage(file))
                            .sorted()
                            .toList());
        }
    }

    private <T> T random(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
