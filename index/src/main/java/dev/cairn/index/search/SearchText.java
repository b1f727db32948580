package dev.cairn.index.search;

import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.search.SearchAnswer.FileHits;
import dev.cairn.index.search.SearchHit.ContextLine;
import java.time.Instant;

/** The answer of a search as text, within a budget of tokens. */
public final class SearchText {

    private final SearchAnswer answer;
    private final Form form;
    private final Marking marking;

    /** What is written of each hit. */
    public enum Form {
        /** The place, the best line, and how the definition is declared. */
        HITS,
        /** The paths of the files. */
        FILES,
        /** The number of hits of each file. */
        COUNTS
    }

    /** How a terminal shows the parts of a hit. */
    public interface Marking {

        /** Marks nothing. */
        Marking NONE = new Marking() {};

        /** Returns a path as it is shown. */
        default String path(String path) {
            return path;
        }

        /** Returns what matched as it is shown. */
        default String match(String text) {
            return text;
        }

        /** Returns what is less important as it is shown. */
        default String faint(String text) {
            return text;
        }
    }

    /** Makes a text. */
    public SearchText(SearchAnswer answer, Form form, Marking marking) {
        this.answer = answer;
        this.form = form;
        this.marking = marking;
    }

    /**
     * Returns the text; its last line says how fresh and how complete the answer is.
     *
     * @param budget how many tokens it may take; 0 for any number
     * @param now the present time
     */
    public String write(int budget, Instant now) {
        AnswerText text = new AnswerText(budget);
        int shown = 0;
        for (FileHits file : answer.files()) {
            shown += write(file, text);
        }
        answer.notes().forEach(text::addAlways);
        if (!answer.suggestions().isEmpty()) {
            text.addAlways("did you mean: " + String.join(", ", answer.suggestions()) + "?");
        }
        if (text.leftOut() > 0) {
            text.addAlways("the rest of this page is left out for the budget of " + budget);
        }
        text.addAlways(lastLine(shown, now));
        return text.toString();
    }

    private int write(FileHits file, AnswerText text) {
        String path = marking.path(AnswerText.path(file.path())) + file.state().mark();
        int hits = file.hits().size();
        return switch (form) {
            case FILES -> text.add(path) ? hits : 0;
            case COUNTS -> text.add(path + ":" + hits) ? hits : 0;
            case HITS -> {
                int shown = 0;
                for (SearchHit hit : file.hits()) {
                    shown += text.add(lines(hit, file)) ? 1 : 0;
                }
                yield shown;
            }
        };
    }

    private String lines(SearchHit hit, FileHits file) {
        StringBuilder lines = new StringBuilder(marking.path(AnswerText.path(file.path())));
        lines.append(':').append(hit.line()).append("  ").append(hit.kind()).append(' ');
        lines.append(hit.qualifiedName()).append(file.state().mark());
        if (hit.context().isEmpty()) {
            lines.append("\n    ").append(marked(hit.snippet()));
        } else {
            hit.context().forEach(line -> lines.append('\n').append(numbered(line, hit.line())));
        }
        boolean repeats = hit.snippet().text().strip().equals(hit.signature().strip());
        if (!hit.signature().isEmpty() && !repeats) {
            lines.append('\n').append(marking.faint("    in " + hit.signature()));
        }
        return lines.toString();
    }

    private static String numbered(ContextLine line, long hit) {
        return "%6d%s %s"
                .formatted(line.number(), line.number() == hit ? ":" : " ", line.text())
                .stripTrailing();
    }

    private String marked(Snippet snippet) {
        StringBuilder line = new StringBuilder();
        int end = 0;
        for (Snippet.Mark mark : snippet.marks()) {
            line.append(snippet.text(), end, mark.start())
                    .append(marking.match(snippet.text().substring(mark.start(), mark.end())));
            end = mark.end();
        }
        return line.append(snippet.text().substring(end)).toString();
    }

    private String lastLine(int shown, Instant now) {
        StringBuilder line = new StringBuilder(answer.index().text(now));
        line.append(" · ").append(answer.mode());
        if (!answer.semantic().isEmpty()) {
            line.append(", ").append(answer.semantic());
        }
        if (answer.filledUp()) {
            line.append(", filled up with hits that lack some of the words");
        }
        line.append(" · ").append(shown);
        if (answer.mode().equals(SearchAnswer.SIMILAR)) {
            return line.append(" most similar shown").toString();
        }
        line.append(" of ").append(answer.total());
        line.append(" in ").append(answer.totalFiles().of("file")).append(" shown");
        answer.cursor().ifPresent(cursor -> line.append(", cursor=").append(cursor));
        return line.toString();
    }
}
