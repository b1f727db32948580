package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.Rounds;
import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random damage to the file of an index: each command answers what it answered before, or says that
 * the index is damaged and how it is made again; and that makes it again. Rows that vanish without
 * a trace are found by {@code cairn schema verify}.
 */
class DamagedIndexTest {

    private static final int ROUNDS = Rounds.of(30, 60, 200);
    private static final int PAGE = 4096;
    private static final int LOG_BYTES = 5_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Pattern INTERNAL =
            Pattern.compile("Exception|\\b(?:dev\\.cairn|org\\.sqlite|java)\\.\\w|internal error");

    /** Their answers are compared with those of the sound index. */
    private static final List<List<String>> QUESTIONS =
            List.of(
                    List.of("search", "door"),
                    List.of("search", "/op\\w+/"),
                    List.of("search", "\"the house\""),
                    List.of("def", "open"),
                    List.of("refs", "open"),
                    List.of("outline", "src"),
                    List.of("map"),
                    List.of("imports", "src/House0.java"));

    private static final List<List<String>> OTHERS =
            List.of(
                    List.of("status"),
                    List.of("coverage"),
                    List.of("doctor"),
                    List.of("project", "list"),
                    List.of("schema", "verify", "--index"),
                    List.of("schema", "inspect", "--index"),
                    List.of("schema", "repair", "--index", "--dry-run"));

    /** What is done to a file; also to what lies next to it. */
    private enum Damage {
        BITS {
            @Override
            byte[] of(byte[] file, Random random) {
                for (int i = 0; i <= random.nextInt(8); i++) {
                    file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return file;
            }
        },
        BITS_OF_THE_HEADER {
            @Override
            byte[] of(byte[] file, Random random) {
                file[random.nextInt(100)] ^= (byte) (1 << random.nextInt(8));
                return file;
            }
        },
        BITS_OF_THE_SCHEMA {
            @Override
            byte[] of(byte[] file, Random random) {
                file[random.nextInt(100, PAGE)] ^= (byte) (1 << random.nextInt(8));
                return file;
            }
        },
        ZEROED_PAGES {
            @Override
            byte[] of(byte[] file, Random random) {
                for (int i = 0; i <= random.nextInt(4); i++) {
                    int page = random.nextInt(file.length / PAGE);
                    Arrays.fill(file, page * PAGE, (page + 1) * PAGE, (byte) 0);
                }
                return file;
            }
        },
        NOISE {
            @Override
            byte[] of(byte[] file, Random random) {
                byte[] noise = new byte[PAGE];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, file, random.nextInt(file.length / PAGE) * PAGE, PAGE);
                return file;
            }
        },
        SWAPPED_PAGES {
            @Override
            byte[] of(byte[] file, Random random) {
                int one = random.nextInt(file.length / PAGE) * PAGE;
                int other = random.nextInt(file.length / PAGE) * PAGE;
                byte[] kept = Arrays.copyOfRange(file, one, one + PAGE);
                System.arraycopy(file, other, file, one, PAGE);
                System.arraycopy(kept, 0, file, other, PAGE);
                return file;
            }
        },
        CUT {
            @Override
            byte[] of(byte[] file, Random random) {
                return Arrays.copyOf(file, random.nextInt(file.length));
            }
        },
        NOTHING;

        byte[] of(byte[] file, Random random) {
            return file;
        }
    }

    @TempDir private Path temporary;

    private Path root;
    private Path index;
    private ProgramRun program;
    private byte[] sound = new byte[0];
    private Damage damage = Damage.NOTHING;
    private final Map<List<String>, String> answers = new LinkedHashMap<>();

    @BeforeEach
    void makeIndex() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("app"));
        index = root.resolve(".cairn/data/code_analysis.db");
        write(
                ".cairn/config.json",
                "{\"code_analysis\": {\"database\": {\"worker\": {\"enabled\": false}}}}");
        for (int i = 0; i < 24; i++) {
            write("src/House" + i + ".java", source(i));
        }
        program = ProgramRun.in(root);
        assertThat(program.run("index", ".")).as(program.error()).isZero();
        assertThat(index.resolveSibling("code_analysis.db-wal")).doesNotExist();
        sound = Files.readAllBytes(index);
        for (List<String> question : QUESTIONS) {
            assertThat(run(question)).as(program.error()).isZero();
            answers.put(question, answer());
        }
    }

    private static String source(int number) {
        StringBuilder text =
                new StringBuilder("import java.util.List;\n\nclass House" + number + " {\n");
        for (int i = 0; i < 20; i++) {
            text.append(
                    """
                        /** Opens door %2$d of the house %1$d. */
                        List<String> open%2$d(int door) {
                            return new House%3$d().open%2$d(door + %1$d);
                        }
                    """
                            .formatted(number, i, (number + 1) % 24));
        }
        return text.append("    void open() {\n        open3(1);\n    }\n}\n").toString();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int run(List<String> command) {
        return program.run(command.toArray(String[]::new));
    }

    /** Returns the last answer without the times in it. */
    private String answer() {
        return program.output()
                .replaceAll("fresh to [\\d:]+|cursor=\\S+", "")
                // A search ends after some time, also on a busy machine.
                .replaceAll("of (?:more than )?[\\d,]+ in (?:more than )?\\d+ file", "");
    }

    private Map<String, String> sources() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = temporary.relativize(file).toString();
                if (!path.contains(".cairn/") || path.endsWith("config.json")) {
                    all.put(path, Files.readString(file));
                }
            }
        }
        return all;
    }

    private void damage(Random random) throws IOException {
        damage = Damage.values()[random.nextInt(Damage.values().length)];
        Files.write(index, damage.of(sound.clone(), random));
        for (String ending : List.of("-wal", "-shm")) {
            Path beside = index.resolveSibling(index.getFileName() + ending);
            Files.deleteIfExists(beside);
            if (damage == Damage.NOTHING && random.nextBoolean()) {
                byte[] noise = new byte[random.nextInt(LOG_BYTES)];
                random.nextBytes(noise);
                Files.write(beside, noise);
            }
        }
    }

    /** Runs a command and returns what is wrong with what it did; empty if nothing is. */
    private String fault(List<String> command) {
        long began = System.nanoTime();
        int code = run(command);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        String said = program.error() + (answers.containsKey(command) ? "" : program.output());
        if (took.compareTo(LONGEST) > 0) {
            return "it took " + took;
        }
        if (code == 0 || (code == 2 && answers.containsKey(command))) {
            String right = answers.get(command);
            boolean wrong = right != null && !right.equals(answer());
            return wrong && !isFoundByVerify() ? "it answered " + answer() + said : "";
        }
        if (code != 1) {
            return "it ended with " + code + ": " + said;
        }
        if (INTERNAL.matcher(said).find() && !command.contains("inspect")) {
            return "it speaks of the program: " + said + trace(command);
        }
        return namesRepair(said) ? "" : "it names no repair: " + said;
    }

    /** SQLite has no checksums: a page with other rows, or another letter, looks like any other. */
    private boolean isFoundByVerify() {
        return damage == Damage.BITS || program.run("schema", "verify", "--index") == 1;
    }

    private String trace(List<String> command) {
        List<String> verbose = new ArrayList<>(command);
        verbose.add("-v");
        run(verbose);
        return program.error();
    }

    private static boolean namesRepair(String said) {
        return said.contains("'cairn clean'") || said.contains("to decide: ");
    }

    private void makeAgain() {
        assertThat(program.run("clean")).as(program.error()).isZero();
        assertThat(program.run("index", ".")).as(program.error()).isZero();
    }

    @Test
    void eachCommandAnswersRightOrNamesTheRepairThatMakesTheIndexAgain() throws IOException {
        Map<String, String> before = sources();
        List<String> faults = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            damage(random);
            for (int i = 0; i < 4; i++) {
                List<List<String>> some = i == 3 ? OTHERS : QUESTIONS;
                List<String> command = some.get(random.nextInt(some.size()));
                note(faults, round, command, fault(command));
            }
            List<String> again = List.of("index", ".");
            note(faults, round, again, fault(again));
            boolean isBack =
                    QUESTIONS.stream()
                            .allMatch(question ->
                                    run(question) == 0 && answer().equals(answers.get(question)));
            if (!isBack || program.run("schema", "verify", "--index") != 0) {
                makeAgain();
            }
            for (List<String> question : QUESTIONS) {
                assertThat(run(question)).as("round %d: %s", round, program.error()).isZero();
                assertThat(answer()).as("round %d", round).isEqualTo(answers.get(question));
            }
            assertThat(program.run("schema", "verify", "--index"))
                    .as("round %d: %s", round, program.output())
                    .isZero();
        }
        assertThat(faults).isEmpty();
        assertThat(sources()).isEqualTo(before);
    }

    private static void note(List<String> faults, int round, List<String> command, String fault) {
        if (!fault.isEmpty()) {
            faults.add("round %d, %s: %s".formatted(round, String.join(" ", command), fault));
        }
    }
}
