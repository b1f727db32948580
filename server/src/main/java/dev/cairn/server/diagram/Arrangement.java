package dev.cairn.server.diagram;

import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the boxes of a diagram are: a table is right of those it refers to, so that the lines go
 * from right to left; tables without references fill columns of their own behind them.
 */
final class Arrangement {

    private static final int GAP_BETWEEN_COLUMNS = 70;
    private static final int GAP_BETWEEN_BOXES = 24;
    private static final int MARGIN = 16;
    private static final int LEAST_COLUMN_HEIGHT = 700;

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Map<Box, Place> places = new LinkedHashMap<>();
    private final double columnHeight;
    private double width = MARGIN;
    private double height;

    /** The upper left corner of a box. */
    record Place(double x, double y) {}

    Arrangement(List<Box> all) {
        all.forEach(box -> boxes.put(Identifier.key(box.name()), box));
        double area = all.stream().mapToDouble(box -> (box.width() + 60) * box.height()).sum();
        this.columnHeight = Math.max(LEAST_COLUMN_HEIGHT, Math.sqrt(area) * 0.8);
        layers(all).forEach(this::addColumns);
        width = Math.max(width - GAP_BETWEEN_COLUMNS, 0) + MARGIN;
        height += MARGIN;
    }

    private List<List<Box>> layers(List<Box> all) {
        Map<Box, Integer> depths = new HashMap<>();
        all.forEach(box -> depth(box, depths, new HashSet<>()));
        Set<Box> related = related(all);
        List<List<Box>> layers = new ArrayList<>();
        List<Box> alone = new ArrayList<>();
        for (Box box : all) {
            if (!related.contains(box)) {
                alone.add(box);
                continue;
            }
            int depth = depths.getOrDefault(box, 0);
            while (layers.size() <= depth) {
                layers.add(new ArrayList<>());
            }
            layers.get(depth).add(box);
        }
        layers.add(alone);
        return layers;
    }

    /**
     * Returns how many references lead on from a table; one that leads back to it is not counted.
     */
    private int depth(Box box, Map<Box, Integer> depths, Set<Box> under) {
        Integer known = depths.get(box);
        if (known != null) {
            return known;
        }
        if (!under.add(box)) {
            return 0;
        }
        int depth = 0;
        for (ForeignKey key : box.foreignKeys()) {
            Box target = boxes.get(Identifier.key(key.referencedTable()));
            if (target != null && !target.equals(box) && !under.contains(target)) {
                depth = Math.max(depth, 1 + depth(target, depths, under));
            }
        }
        under.remove(box);
        depths.put(box, depth);
        return depth;
    }

    private Set<Box> related(List<Box> all) {
        Set<Box> related = new HashSet<>();
        for (Box box : all) {
            for (ForeignKey key : box.foreignKeys()) {
                Box target = boxes.get(Identifier.key(key.referencedTable()));
                if (target != null) {
                    related.add(box);
                    related.add(target);
                }
            }
        }
        return related;
    }

    private void addColumns(List<Box> layer) {
        double y = MARGIN;
        double widest = 0;
        for (Box box : layer) {
            if (y > MARGIN && y + box.height() > columnHeight) {
                width += widest + GAP_BETWEEN_COLUMNS;
                widest = 0;
                y = MARGIN;
            }
            places.put(box, new Place(width, y));
            widest = Math.max(widest, box.width());
            y += box.height() + GAP_BETWEEN_BOXES;
            height = Math.max(height, y - GAP_BETWEEN_BOXES);
        }
        if (widest > 0) {
            width += widest + GAP_BETWEEN_COLUMNS;
        }
    }

    Map<Box, Place> places() {
        return places;
    }

    Optional<Box> box(String table) {
        return Optional.ofNullable(boxes.get(Identifier.key(table)));
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }
}
