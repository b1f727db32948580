package dev.cairn.index.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A pattern of paths in the language of ignore files: {@code *.sql} is about names in any folder,
 * {@code /src/api} and {@code src/api} about one path, and what is about a folder is about all that
 * is in it.
 */
public final class PathPattern {

    private final Optional<IgnoreRule> rule;

    private PathPattern(Optional<IgnoreRule> rule) {
        this.rule = rule;
    }

    /** Compiles a pattern. */
    public static PathPattern of(String pattern) {
        return new PathPattern(IgnoreRule.parse(pattern, 1).filter(rule -> !rule.negated()));
    }

    /** Returns whether the pattern can be about anything. */
    public boolean isPossible() {
        return rule.isPresent();
    }

    /** Returns whether it is about a file or a folder around it. */
    public boolean isAbout(String path) {
        return rule.isPresent() && isAbout(rule.get(), path.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isAbout(IgnoreRule rule, byte[] path) {
        int nameStart = 0;
        for (int i = 0; i <= path.length; i++) {
            if (i == path.length || path[i] == '/') {
                byte[] until = Arrays.copyOf(path, i);
                if (rule.isAbout(until, nameStart, i < path.length)) {
                    return true;
                }
                nameStart = i + 1;
            }
        }
        return false;
    }
}
