package dev.cairn.benchmarks;

/** Standard output, where measurements are printed. */
public final class Output {

    private Output() {}

    /** Prints a line. */
    @SuppressWarnings("SystemOut")
    public static void print(String line) {
        System.out.println(line);
    }
}
