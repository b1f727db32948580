package dev.cairn.index.parse;

import dev.cairn.index.extract.Language;
import dev.cairn.index.language.Languages;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Prints a line for the tree of each source below a folder, and of damaged forms of it: a program,
 * so that a test can run it with one set of native libraries after the other.
 */
public final class TreeListing {

    private static final int DAMAGED_FORMS = 12;

    private TreeListing() {}

    /** Prints whether whole trees are read at once, then the trees below the first argument. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("reads whole trees: " + TreeSitter.READS_WHOLE_TREES);
        List<Path> files;
        try (Stream<Path> below = Files.walk(Path.of(arguments[0]))) {
            files = below.filter(Files::isRegularFile).sorted().toList();
        }
        try (SourceParser parser = new SourceParser()) {
            for (Path file : files) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                Language language = Languages.of(file.getFileName().toString(), text);
                language.grammar()
                        .ifPresent(grammar -> {
                            out.println(
                                    file.getFileName() + " " + line(parser.parse(grammar, text)));
                            Random random = new Random(text.hashCode());
                            for (int i = 0; i < DAMAGED_FORMS && !text.isEmpty(); i++) {
                                String form = damaged(text, random);
                                out.println(
                                        "%s form %d %s"
                                                .formatted(
                                                        file.getFileName(),
                                                        i,
                                                        line(parser.parse(grammar, form))));
                            }
                        });
            }
        }
    }

    /** Leaves out a few characters somewhere, or writes some of them twice. */
    private static String damaged(String text, Random random) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(20));
        return random.nextBoolean()
                ? text.substring(0, at) + text.substring(end)
                : text.substring(0, end) + text.substring(at);
    }

    private static String line(SyntaxTree tree) {
        int hash = 1;
        for (int index = 0; index < tree.size(); index++) {
            hash =
                    31 * hash
                            + Arrays.hashCode(
                                    new Object[] {
                                        tree.type(index),
                                        tree.field(index),
                                        tree.isNamed(index),
                                        tree.start(index),
                                        tree.end(index),
                                        tree.parent(index),
                                        tree.subtreeEnd(index)
                                    });
        }
        return "%d nodes, %08x, problems %s".formatted(tree.size(), hash, tree.problems());
    }
}
