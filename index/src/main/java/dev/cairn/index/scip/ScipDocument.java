package dev.cairn.index.scip;

import java.util.ArrayList;
import java.util.List;

/**
 * What a SCIP index says of one file.
 *
 * @param path the path below the root of the index
 * @param encoding how columns count
 * @param occurrences where symbols are, without local ones
 */
record ScipDocument(String path, Encoding encoding, List<Occurrence> occurrences) {

    private static final int MOST_PATH_BYTES = 4_096;
    private static final int MOST_SYMBOL_BYTES = 8_192;
    private static final int DEFINITION = 1;

    ScipDocument {
        occurrences = List.copyOf(occurrences);
    }

    /** What a column counts. */
    enum Encoding {
        UTF_8,
        UTF_16,
        UTF_32
    }

    /**
     * A symbol at a place.
     *
     * @param line the line, from 0
     * @param column the column in units of the encoding, from 0
     */
    record Occurrence(int line, int column, String symbol, boolean definition) {}

    static ScipDocument read(ProtobufReader in, int mostOccurrences) {
        String path = "";
        Encoding encoding = Encoding.UTF_16;
        List<Occurrence> occurrences = new ArrayList<>();
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> path = in.text(MOST_PATH_BYTES);
                case 2 -> {
                    Occurrence found = occurrence(in.message());
                    boolean named = !found.symbol.isEmpty() && !found.symbol.startsWith("local ");
                    if (named && occurrences.size() < mostOccurrences) {
                        occurrences.add(found);
                    }
                }
                case 6 -> encoding = encoding(in.number());
                default -> in.skip();
            }
        }
        return new ScipDocument(path, encoding, occurrences);
    }

    private static Encoding encoding(long number) {
        if (number == 1) {
            return Encoding.UTF_8;
        }
        return number == 3 ? Encoding.UTF_32 : Encoding.UTF_16;
    }

    private static Occurrence occurrence(ProtobufReader in) {
        List<Integer> range = new ArrayList<>();
        String symbol = "";
        long roles = 0;
        for (int field = in.next(); field != 0; field = in.next()) {
            switch (field) {
                case 1 -> in.addNumbers(range, 4);
                case 2 -> symbol = in.text(MOST_SYMBOL_BYTES);
                case 3 -> roles = in.number();
                default -> in.skip();
            }
        }
        boolean placed = range.size() >= 3;
        return new Occurrence(
                placed ? range.get(0) : 0,
                placed ? range.get(1) : 0,
                placed ? symbol : "",
                (roles & DEFINITION) != 0);
    }

    /** Returns the column of an occurrence in UTF-16 units from 1; -1 if the line is shorter. */
    int column(Occurrence occurrence, String line) {
        int column = occurrence.column();
        int units =
                switch (encoding) {
                    case UTF_16 -> column;
                    case UTF_8 -> unitsOfBytes(line, column);
                    case UTF_32 -> unitsOfCodePoints(line, column);
                };
        return units < 0 || units >= line.length() ? -1 : units + 1;
    }

    private static int unitsOfBytes(String line, int bytes) {
        int units = 0;
        int left = bytes;
        while (left > 0 && units < line.length()) {
            int point = line.codePointAt(units);
            left -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
            units += Character.charCount(point);
        }
        return left == 0 ? units : -1;
    }

    private static int unitsOfCodePoints(String line, int points) {
        return points > line.codePointCount(0, line.length())
                ? -1
                : line.offsetByCodePoints(0, points);
    }
}
