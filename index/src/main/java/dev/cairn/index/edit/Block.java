package dev.cairn.index.edit;

import dev.cairn.index.extract.PlacedDefinition;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of a definition's body. New text takes the place of the old one with the same line
 * endings and braces; it is moved to the depth of the old one if it stands further left.
 */
final class Block {

    private static final String STEP = "    ";

    private final String old;
    private final String before;
    private final String outerDepth;
    private final String ending;

    private Block(String old, String before, String outerDepth, String ending) {
        this.old = old;
        this.before = before;
        this.outerDepth = outerDepth;
        this.ending = ending;
    }

    static Block of(String text, PlacedDefinition definition) {
        return new Block(
                text.substring(definition.bodyStart(), definition.bodyEnd()),
                text.substring(lineStart(text, definition.bodyStart()), definition.bodyStart()),
                depth(text, definition.start()),
                ending(text));
    }

    /** Returns the whole text with more lines behind a definition. */
    static String insertAfter(String text, PlacedDefinition definition, int next, String more) {
        String ending = ending(text);
        List<String> following = text.substring(next).lines().limit(3).toList();
        int blanks = (int) following.stream().takeWhile(String::isBlank).count();
        boolean oneLine =
                lineStart(text, definition.start())
                        == lineStart(text, Math.max(definition.start(), definition.end() - 1));
        boolean single = oneLine && more.strip().lines().count() == 1;
        String gap = single ? "" : ending.repeat(Math.clamp(blanks, 1, 2));
        boolean crowded =
                blanks == 0
                        && !following.isEmpty()
                        && !following.getFirst().strip().matches("[})\\]].*|end\\b.*");
        String head = text.substring(0, next);
        return head
                + (head.endsWith("\n") ? "" : ending)
                + gap
                + moved(more.stripTrailing(), depth(text, definition.start()), ending)
                + ending
                + (crowded ? gap : "")
                + text.substring(next);
    }

    /** Returns the body with other content. */
    String withContent(String content) {
        if (old.startsWith("{")) {
            return content.strip().startsWith("{") ? closed(content.strip()) : braced(content);
        }
        if (old.startsWith("=") && !content.strip().matches("(?s)[={].*")) {
            return "= " + content.strip();
        }
        if (old.isBlank()) {
            return ending
                    + moved(content.stripTrailing(), outerDepth + STEP, ending)
                    + ending
                    + outerDepth;
        }
        return between(content.stripTrailing());
    }

    /** Braces that were given: the last one goes below the beginning of the definition. */
    private String closed(String content) {
        int last = content.lastIndexOf('\n');
        if (last < 0) {
            return content;
        }
        int has = width(content.substring(last + 1));
        String shift = outerDepth.substring(Math.min(has, outerDepth.length()));
        List<String> lines = lines(content).toList();
        return lines.getFirst()
                + lines.subList(1, lines.size()).stream()
                        .map(line -> ending + (line.isBlank() ? line : shift + line))
                        .collect(Collectors.joining());
    }

    private String braced(String content) {
        if (content.isBlank()) {
            return "{" + ending + outerDepth + "}";
        }
        String inner =
                old.lines()
                        .skip(1)
                        .filter(line -> !line.isBlank() && !line.strip().equals("}"))
                        .findFirst()
                        .map(line -> line.substring(0, width(line)))
                        .filter(depth -> depth.length() > outerDepth.length())
                        .orElse(outerDepth + STEP);
        return "{"
                + ending
                + moved(content.stripTrailing(), inner, ending)
                + ending
                + outerDepth
                + "}";
    }

    /** A body without braces keeps the white space around it. */
    private String between(String content) {
        String leading = old.substring(0, old.length() - old.stripLeading().length());
        String trailing = old.substring(old.stripTrailing().length());
        boolean ownLine = before.isBlank() && leading.isEmpty();
        if (ownLine) {
            return moved(content, before, ending).stripLeading() + trailing;
        }
        if (leading.indexOf('\n') >= 0) {
            String depth = leading.substring(leading.lastIndexOf('\n') + 1);
            return leading + moved(content, depth, ending).stripLeading() + trailing;
        }
        return content.strip().indexOf('\n') < 0
                ? leading + content.strip() + trailing
                : ending + moved(content, outerDepth + STEP, ending) + trailing;
    }

    /** Moves text to the right until it stands at a depth at least. */
    private static String moved(String content, String depth, String ending) {
        List<String> lines = lines(content).toList();
        int least = least(lines);
        int leastOfRest = least(lines.subList(Math.min(1, lines.size()), lines.size()));
        boolean firstAlone =
                least == 0 && lines.size() > 1 && leastOfRest >= depth.length() && !depth.isEmpty();
        String shift = depth.substring(Math.min(least, depth.length()));
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean shifted = !line.isBlank() && (!firstAlone || i == 0);
            result.append(i == 0 ? "" : ending).append(shifted ? shift : "").append(line);
        }
        return result.toString();
    }

    private static int least(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(Block::width)
                .min()
                .orElse(0);
    }

    private static Stream<String> lines(String content) {
        return content.replace("\r\n", "\n").lines();
    }

    private static int width(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static int lineStart(String text, int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    private static String depth(String text, int offset) {
        int start = lineStart(text, offset);
        int end = start;
        while (end < offset && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }

    private static String ending(String text) {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }
}
