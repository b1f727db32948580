package dev.cairn.index.answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that a mistyped one may have meant. */
public final class NearestNames {

    private NearestNames() {}

    private record Near(String name, int distance) {}

    private static int mostDistance(String lower) {
        return Math.max(1, Math.min(3, lower.length() / 3));
    }

    /**
     * Returns pieces of a name, in lower case, of which a near name has at least one: there is one
     * piece more than letters may differ.
     */
    public static List<String> parts(String wanted) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        int count = Math.max(1, Math.min(lower.length(), mostDistance(lower) + 1));
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(
                    lower.substring(i * lower.length() / count, (i + 1) * lower.length() / count));
        }
        return parts;
    }

    /** Returns the nearest of some names, the nearest first; none that is too far away. */
    public static List<String> of(String wanted, Collection<String> names, int limit) {
        String lower = wanted.toLowerCase(Locale.ROOT);
        int most = mostDistance(lower);
        return names.stream()
                .distinct()
                .filter(name -> Math.abs(name.length() - lower.length()) <= most)
                .map(name -> new Near(name, distance(lower, name.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance <= most)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(limit)
                .map(Near::name)
                .toList();
    }

    /** Counts the letters to insert, leave out, replace or exchange with their neighbour. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
