package dev.cairn.index.extract;

import java.util.ArrayList;
import java.util.List;

/**
 * The places where a file uses a name, written as the index stores them: {@code line,column,n} for
 * each place, with spaces between the places. Definitions count from 1 in the file's list, 0 is
 * none. A file has thousands of places, so they are not values of their own on their way from the
 * parser to the database.
 *
 * @param count the number of places
 * @param text the places, in the order of the file
 */
public record UsePlaces(int count, String text) {

    /** Returns the places as values. */
    public List<Place> all() {
        List<Place> places = new ArrayList<>();
        for (String place : text.split(" ", -1)) {
            String[] numbers = place.split(",", -1);
            places.add(
                    new Place(
                            Integer.parseInt(numbers[0]),
                            Integer.parseInt(numbers[1]),
                            Integer.parseInt(numbers[2]) - 1));
        }
        return places;
    }

    /**
     * One place.
     *
     * @param line the line, counted from 1
     * @param column the column in UTF-16 units, counted from 1
     * @param definition the index of the innermost definition around it in the file's list, or -1
     */
    public record Place(int line, int column, int definition) {}

    /** Collects places in the order of the file. */
    static final class Builder {

        private final StringBuilder text = new StringBuilder();
        private int count;

        void add(int line, int column, int definition) {
            if (count++ > 0) {
                text.append(' ');
            }
            text.append(line).append(',').append(column).append(',').append(definition + 1);
        }

        UsePlaces build() {
            return new UsePlaces(count, text.toString());
        }
    }
}
