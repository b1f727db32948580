package dev.cairn.index.language.markdown;

import dev.cairn.index.extract.Candidate;
import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.extract.DefinitionKind;
import dev.cairn.index.extract.FileNames;
import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.Outline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown: its headings are its definitions, and a section reaches to the next heading of its
 * level or a higher one (https://spec.commonmark.org/0.31.2/#atx-headings and #setext-headings).
 */
public final class MarkdownLanguage implements Language {

    private static final Pattern ATX =
            Pattern.compile(" {0,3}(#{1,6})(?:[ \\t]+(.*?))?(?:[ \\t]+#+)?[ \\t]*\\r?");
    private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(=+|-+)[ \\t]*\\r?");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(```+|~~~+).*");
    private static final Pattern PARAGRAPH =
            Pattern.compile(" {0,3}(?![-+*>#=|]|\\d+[.)]|```|~~~)\\S.*");

    private record Heading(int level, String name, int nameStart, int start) {}

    @Override
    public String id() {
        return "markdown";
    }

    @Override
    public FileNames files() {
        return FileNames.endings("md markdown mdown");
    }

    @Override
    public boolean isParsed() {
        return true;
    }

    @Override
    public String separator() {
        return " > ";
    }

    @Override
    public void read(Outline outline) {
        List<Heading> headings = headings(outline.text());
        Deque<Integer> around = new ArrayDeque<>();
        for (int i = 0; i < headings.size(); i++) {
            Heading heading = headings.get(i);
            while (!around.isEmpty() && headings.get(around.element()).level >= heading.level) {
                around.pop();
            }
            outline.defineText(
                    DefinitionKind.HEADING,
                    heading.nameStart,
                    heading.name,
                    heading.start,
                    end(headings, i, outline.text().length()),
                    around.isEmpty() ? -1 : around.element());
            around.push(i);
        }
    }

    private static int end(List<Heading> headings, int index, int textEnd) {
        for (int next = index + 1; next < headings.size(); next++) {
            if (headings.get(next).level <= headings.get(index).level) {
                return headings.get(next).start;
            }
        }
        return textEnd;
    }

    private static List<Heading> headings(String text) {
        List<Heading> headings = new ArrayList<>();
        String fence = "";
        int previous = -1;
        int next;
        for (int start = 0; start < text.length(); start = next) {
            int lineBreak = text.indexOf('\n', start);
            int end = lineBreak < 0 ? text.length() : lineBreak;
            next = lineBreak < 0 ? text.length() : lineBreak + 1;
            String line = text.substring(start, end);
            Matcher mark = FENCE.matcher(line);
            if (!fence.isEmpty()) {
                boolean closes = line.strip().startsWith(fence);
                fence = closes ? "" : fence;
                previous = -1;
            } else if (mark.matches()) {
                fence = mark.group(1);
                previous = -1;
            } else {
                add(headings, text, line, start, previous);
                previous = PARAGRAPH.matcher(line).matches() ? start : -1;
            }
        }
        return headings;
    }

    /** A line of text with {@code ===} or {@code ---} under it is a heading too. */
    private static void add(
            List<Heading> headings, String text, String line, int start, int previous) {
        Matcher atx = ATX.matcher(line);
        Matcher underline = UNDERLINE.matcher(line);
        if (atx.matches() && atx.group(2) != null && !atx.group(2).isBlank()) {
            headings.add(
                    new Heading(atx.group(1).length(), atx.group(2), start + atx.start(2), start));
        } else if (previous >= 0 && underline.matches()) {
            String name = text.substring(previous, start).strip();
            int level = underline.group(1).startsWith("=") ? 1 : 2;
            headings.add(new Heading(level, name, text.indexOf(name, previous), previous));
        }
    }

    @Override
    public List<Span> documentation(Candidate candidate, Outline outline) {
        return List.of();
    }

    @Override
    public int bodyStart(Candidate candidate) {
        return candidate.nameStart() + candidate.name().length();
    }

    /** The text has no tree. */
    @Override
    public int bodyEnd(Candidate candidate) {
        return candidate.end();
    }
}
