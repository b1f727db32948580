package dev.cairn.web;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Pictures of at most 256 colours, which is enough for pages and takes a third of the bytes. */
final class SmallPictures {

    private static final int COLOURS = 256;

    private SmallPictures() {}

    static void shrink(Path folder) throws IOException {
        try (DirectoryStream<Path> pictures = Files.newDirectoryStream(folder, "*.png")) {
            for (Path picture : pictures) {
                ImageIO.write(indexed(ImageIO.read(picture.toFile())), "png", picture.toFile());
            }
        }
    }

    private static BufferedImage indexed(BufferedImage image) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                counts.merge(image.getRGB(x, y) & 0xFFFFFF, 1, Integer::sum);
            }
        }
        int[] colours = palette(counts);
        IndexColorModel model =
                new IndexColorModel(
                        8,
                        colours.length,
                        colours,
                        0,
                        false,
                        -1,
                        java.awt.image.DataBuffer.TYPE_BYTE);
        BufferedImage small =
                new BufferedImage(
                        image.getWidth(),
                        image.getHeight(),
                        BufferedImage.TYPE_BYTE_INDEXED,
                        model);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int index =
                        nearest.computeIfAbsent(
                                image.getRGB(x, y) & 0xFFFFFF, colour -> nearest(colours, colour));
                small.getRaster().setSample(x, y, 0, index);
            }
        }
        return small;
    }

    /** Returns the most frequent colours, then those that the ones before would miss most. */
    private static int[] palette(Map<Integer, Integer> counts) {
        List<Integer> all =
                counts.entrySet().stream()
                        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                        .map(Map.Entry::getKey)
                        .toList();
        int size = Math.min(COLOURS, all.size());
        int[] colours = new int[size];
        long[] missing = new long[all.size()];
        Arrays.fill(missing, Long.MAX_VALUE);
        for (int chosen = 0; chosen < size; chosen++) {
            int next = chosen;
            if (chosen >= COLOURS / 2) {
                for (int i = 0; i < missing.length; i++) {
                    next = missing[i] > missing[next] ? i : next;
                }
            }
            colours[chosen] = all.get(next);
            for (int i = 0; i < missing.length; i++) {
                long count = counts.getOrDefault(all.get(i), 0);
                missing[i] = Math.min(missing[i], count * distance(colours[chosen], all.get(i)));
            }
        }
        return colours;
    }

    private static int distance(int one, int other) {
        int distance = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = ((one >> shift) & 0xFF) - ((other >> shift) & 0xFF);
            distance += difference * difference;
        }
        return distance;
    }

    private static int nearest(int[] colours, int wanted) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int distance = distance(colours[i], wanted);
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
