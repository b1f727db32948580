package dev.cairn.benchmarks;

/** Standard output, where measurements are printed. */
final class Output {

    private Output() {}

    @SuppressWarnings("SystemOut")
    static void print(String line) {
        System.out.println(line);
    }
}
