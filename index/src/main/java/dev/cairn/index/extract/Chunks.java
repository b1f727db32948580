package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.parse.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Divides a text among its definitions: each gets what is in it and in no definition inside it, the
 * file gets the rest. What documents a definition or the file belongs to no chunk.
 */
final class Chunks {

    private final String text;
    private final SyntaxTree source;
    private final List<Candidate> candidates;
    private final TreeMap<Integer, Integer> documentation = new TreeMap<>();
    private final List<TextChunk> chunks = new ArrayList<>();
    private int next;

    Chunks(SyntaxTree source, List<Candidate> candidates, List<Span> documentation) {
        this.text = source.text();
        this.source = source;
        this.candidates = candidates;
        documentation.forEach(span -> this.documentation.put(span.start(), span.end()));
    }

    List<TextChunk> all() {
        StringBuilder own = new StringBuilder();
        take(own, 0, text.length(), -1);
        if (!own.toString().isBlank()) {
            addChunk(-1, 0, own);
        }
        return chunks;
    }

    /** Adds the chunk of a definition, and those of all definitions inside it, which come next. */
    private void add(int definition) {
        Candidate candidate = candidates.get(definition);
        StringBuilder own = new StringBuilder();
        take(own, candidate.start(), candidate.end(), definition);
        addChunk(definition, candidate.start(), own);
    }

    private void take(StringBuilder own, int start, int end, int definition) {
        int position = start;
        while (next < candidates.size() && isInside(candidates.get(next), end, definition)) {
            Candidate inner = candidates.get(next);
            if (inner.start() > position) {
                appendUndocumented(own, position, inner.start());
            }
            add(next++);
            if (inner.end() > position) {
                leaveOut(own, Math.max(position, inner.start()), inner.end());
                position = inner.end();
            }
        }
        if (end > position) {
            appendUndocumented(own, position, end);
        }
    }

    /** Two names of one declaration are next to each other, though both have its whole text. */
    private boolean isInside(Candidate inner, int end, int definition) {
        return inner.start() < end
                && (definition < 0 || !inner.hasExtentOf(candidates.get(definition)));
    }

    private void appendUndocumented(StringBuilder own, int from, int to) {
        int position = from;
        for (Map.Entry<Integer, Integer> span : documentation.subMap(from, to).entrySet()) {
            if (span.getKey() >= position && span.getValue() <= to) {
                own.append(text, position, span.getKey());
                leaveOut(own, span.getKey(), span.getValue());
                position = span.getValue();
            }
        }
        own.append(text, position, to);
    }

    private void leaveOut(StringBuilder own, int from, int to) {
        int end = own.length();
        while (end > 0 && (own.charAt(end - 1) == ' ' || own.charAt(end - 1) == '\t')) {
            end--;
        }
        own.setLength(end);
        for (int i = text.indexOf('\n', from, to); i >= 0; i = text.indexOf('\n', i + 1, to)) {
            own.append('\n');
        }
    }

    private void addChunk(int definition, int start, StringBuilder own) {
        int first = 0;
        int lineBreaks = 0;
        while (first < own.length() && Character.isWhitespace(own.charAt(first))) {
            lineBreaks += own.charAt(first) == '\n' ? 1 : 0;
            first++;
        }
        String content = own.substring(first).stripTrailing();
        chunks.add(new TextChunk(definition, source.lines().line(start) + lineBreaks, content));
    }
}
