package dev.cairn.web.project;

import dev.cairn.index.reference.FolderMap;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Areas in a rectangle, each about as high as wide: the squarified treemap of Bruls, Huizing and
 * van Wijk (2000).
 */
final class Treemap {

    /** How many colours there are. */
    static final int HEATS = 5;

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 520;
    private static final int MOST_AREAS = 120;
    private static final double CHARACTER_WIDTH = 6.8;
    private static final int LEAST_TEXT_HEIGHT = 18;
    private static final double KILOBYTE = 1_000;

    private final List<FolderMap.Entry> entries;
    private final Function<FolderMap.Entry, Link> link;
    private final Element svg;
    private final double mostUses;

    /**
     * Makes a map.
     *
     * @param entries the areas, the largest first
     * @param link where an area leads
     */
    Treemap(List<FolderMap.Entry> entries, Function<FolderMap.Entry, Link> link) {
        this.entries = entries.subList(0, Math.min(MOST_AREAS, entries.size()));
        this.link = link;
        this.mostUses = entries.stream().mapToDouble(Treemap::density).max().orElse(0);
        this.svg =
                Element.of("svg", "drawing map")
                        .with("viewBox", "0 0 %d %d".formatted((int) WIDTH, (int) HEIGHT))
                        .with("width", WIDTH)
                        .with("height", HEIGHT);
    }

    /** Returns the drawing. */
    Element svg() {
        double total = entries.stream().mapToDouble(Treemap::weight).sum();
        double scale = WIDTH * HEIGHT / total;
        Free free = new Free(0, 0, WIDTH, HEIGHT);
        List<FolderMap.Entry> row = new ArrayList<>();
        for (FolderMap.Entry entry : entries) {
            List<FolderMap.Entry> longer = new ArrayList<>(row);
            longer.add(entry);
            if (!row.isEmpty()
                    && worst(longer, free.side(), scale) > worst(row, free.side(), scale)) {
                free = lay(row, free, scale);
                row = new ArrayList<>(List.of(entry));
            } else {
                row = longer;
            }
        }
        if (!row.isEmpty()) {
            lay(row, free, scale);
        }
        return svg;
    }

    /** What is not covered yet. */
    private record Free(double x, double y, double width, double height) {

        double side() {
            return Math.max(1, Math.min(width, height));
        }
    }

    /** An empty file is shown too. */
    private static double weight(FolderMap.Entry entry) {
        return Math.max(entry.bytes(), 200);
    }

    /** Returns the worst ratio of the sides in a row. */
    private static double worst(List<FolderMap.Entry> row, double side, double scale) {
        double sum = row.stream().mapToDouble(Treemap::weight).sum() * scale;
        double most = weight(row.getFirst()) * scale;
        double least = weight(row.getLast()) * scale;
        return Math.max(side * side * most / (sum * sum), sum * sum / (side * side * least));
    }

    private Free lay(List<FolderMap.Entry> row, Free free, double scale) {
        double sum = row.stream().mapToDouble(Treemap::weight).sum() * scale;
        double thick = sum / free.side();
        boolean upright = free.width >= free.height;
        double at = upright ? free.y : free.x;
        for (FolderMap.Entry entry : row) {
            double length = weight(entry) * scale / thick;
            svg.add(
                    upright
                            ? area(entry, free.x, at, thick, length)
                            : area(entry, at, free.y, length, thick));
            at += length;
        }
        return upright
                ? new Free(free.x + thick, free.y, Math.max(0, free.width - thick), free.height)
                : new Free(free.x, free.y + thick, free.width, Math.max(0, free.height - thick));
    }

    private Element area(FolderMap.Entry entry, double x, double y, double width, double height) {
        String name = entry.name() + (entry.isFolder() ? "/" : "");
        String size = "%,.0f kB".formatted(Math.ceil(entry.bytes() / KILOBYTE));
        Element area =
                Element.of("a")
                        .to(link.apply(entry))
                        .add(
                                Element.of("rect", "h" + heat(entry))
                                        .with("x", x)
                                        .with("y", y)
                                        .with("width", width)
                                        .with("height", height));
        int room = (int) ((width - 12) / CHARACTER_WIDTH);
        boolean named = height >= LEAST_TEXT_HEIGHT && room >= 3;
        if (named) {
            String shown = name.length() > room ? name.substring(0, room - 1) + "…" : name;
            area.add(Element.of("text").with("x", x + 6).with("y", y + 15).add(shown));
        }
        if (named && height >= 2 * LEAST_TEXT_HEIGHT && room >= size.length()) {
            area.add(Element.of("text", "small").with("x", x + 6).with("y", y + 30).add(size));
        }
        // A name that is not what is drawn would confuse those who speak to their browser.
        if (!named) {
            area.with("aria-label", name + ", " + size);
        }
        return area;
    }

    /** Uses count against the size, so that a large folder is not warm for its size alone. */
    private static double density(FolderMap.Entry entry) {
        return entry.uses() / Math.sqrt(weight(entry));
    }

    private int heat(FolderMap.Entry entry) {
        if (entry.uses() <= 0 || mostUses <= 0) {
            return 0;
        }
        double share = density(entry) / mostUses;
        return 1 + (int) Math.min(HEATS - 2, Math.floor(Math.sqrt(share) * (HEATS - 1)));
    }
}
