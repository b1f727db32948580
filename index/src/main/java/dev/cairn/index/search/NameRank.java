package dev.cairn.index.search;

/**
 * The order among definitions of one name: the case of the query first, then what counts more by
 * its file, then types before functions and functions before the rest, then what others can use.
 *
 * @param name the name as it was written
 */
record NameRank(String name) {

    double of(Found.Place place, FileRow file) {
        double sameCase = place.name().equals(name) ? 16 : 0;
        double weight = 8 * Math.min(1.25, file.weight());
        double shallow = 0.5 / (1 + place.qualifiedName().chars().filter(c -> c == '.').count());
        return sameCase + weight + kind(place.kind()) + (place.exported() ? 1 : 0) + shallow;
    }

    private static double kind(String kind) {
        return switch (kind) {
            case "class",
                    "interface",
                    "enum",
                    "record",
                    "annotation",
                    "struct",
                    "type",
                    "module",
                    "trait",
                    "object" ->
                    4;
            case "function", "method", "constructor" -> 2;
            default -> 0;
        };
    }
}
