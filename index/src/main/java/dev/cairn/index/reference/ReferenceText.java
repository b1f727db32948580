package dev.cairn.index.reference;

import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.answer.IndexState;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.answer.Total;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers about definitions and uses as text, within a budget of tokens. */
public final class ReferenceText {

    private static final int MOST_DEFINITIONS = 8;
    private static final int LONGEST_SIGNATURE = 120;

    private final int budget;
    private final Instant now;
    private final boolean compact;

    /**
     * Makes the texts of answers.
     *
     * @param budget how many tokens a text may take; 0 for any number
     * @param now the present time
     */
    public ReferenceText(int budget, Instant now) {
        this(budget, now, false);
    }

    private ReferenceText(int budget, Instant now, boolean compact) {
        this.budget = budget;
        this.now = now;
        this.compact = compact;
    }

    /** Makes texts that write a path once for several lines, to save tokens. */
    public static ReferenceText compact(int budget, Instant now) {
        return new ReferenceText(budget, now, true);
    }

    /** Writes definitions with their documentation. */
    public String definitions(References answer) {
        AnswerText text = new AnswerText(budget);
        for (DefinitionRow row : answer.definitions()) {
            String docs =
                    row.docstring()
                            .map(some -> "\n    " + some.lines().findFirst().orElse(""))
                            .orElse("");
            text.add(place(row) + "\n    " + row.signature() + docs);
        }
        return end(text, answer);
    }

    /** Writes definitions and the edges from or to them. */
    public String references(References answer) {
        AnswerText text = new AnswerText(budget);
        List<DefinitionRow> definitions = answer.definitions();
        definitions.stream()
                .limit(compact ? MOST_DEFINITIONS : Long.MAX_VALUE)
                .forEach(row -> text.add(place(row) + "  " + row.signature()));
        if (compact) {
            edges(answer, Integer.MAX_VALUE).forEach(text::add);
        } else {
            answer.edges().forEach(edge -> text.add(edge(edge)));
        }
        return end(text, answer);
    }

    /**
     * Returns edges below the path of their file, which is written once for those that follow.
     *
     * @param most how many edges at most
     */
    public static List<String> edges(References answer, int most) {
        List<String> lines = new ArrayList<>();
        String path = "";
        for (Edge edge : answer.edges().subList(0, Math.min(most, answer.edges().size()))) {
            String heading =
                    edge.use().path().equals(path) ? "" : AnswerText.path(edge.use().path()) + "\n";
            path = edge.use().path();
            boolean obvious =
                    answer.definitions().size() == 1
                            && edge.target().equals(Optional.of(answer.definitions().getFirst()));
            lines.add(heading + "  " + shortEdge(edge, obvious));
        }
        return lines;
    }

    private static String shortEdge(Edge edge, boolean targetIsObvious) {
        Use use = edge.use();
        String written = use.receiver().map(some -> some + ".").orElse("") + use.name();
        String inside = use.inside().isEmpty() ? "" : " in " + lastTwo(use.inside());
        String target =
                targetIsObvious
                        ? ""
                        : edge.target()
                                .map(row ->
                                        " → %s:%d"
                                                .formatted(
                                                        fileName(AnswerText.path(row.path())),
                                                        row.line()))
                                .orElse(" → not in the index");
        return "%s%d  %s %s%s%s  [%s]"
                .formatted(
                        "  ".repeat(edge.depth() - 1),
                        use.line(),
                        use.kind(),
                        written,
                        inside,
                        target,
                        edge.certainty().text());
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The path of the file says the rest. */
    private static String lastTwo(String qualifiedName) {
        int last = qualifiedName.lastIndexOf('.');
        int before = last < 0 ? -1 : qualifiedName.lastIndexOf('.', last - 1);
        return qualifiedName.substring(before + 1);
    }

    private static String place(DefinitionRow row) {
        return "%s:%d-%d  %s %s"
                .formatted(
                        AnswerText.path(row.path()),
                        row.line(),
                        row.endLine(),
                        row.kind(),
                        row.qualifiedName());
    }

    private static String edge(Edge edge) {
        Use use = edge.use();
        String written = use.receiver().map(some -> some + ".").orElse("") + use.name();
        String inside = use.inside().isEmpty() ? "" : " in " + use.inside();
        String target =
                edge.target()
                        .map(row -> " → %s:%d".formatted(AnswerText.path(row.path()), row.line()))
                        .orElse(" → not in the index");
        return "%s%s:%d  %s %s%s%s  [%s]"
                .formatted(
                        "  ".repeat(edge.depth()),
                        AnswerText.path(use.path()),
                        use.line(),
                        use.kind(),
                        written,
                        inside,
                        target,
                        edge.certainty().text());
    }

    private String end(AnswerText text, References answer) {
        answer.notes().forEach(text::addAlways);
        if (!answer.suggestions().isEmpty()) {
            text.addAlways("did you mean: " + String.join(", ", answer.suggestions()) + "?");
        }
        return end(
                text,
                answer.index(),
                Plural.of(answer.definitions().size(), "definition")
                        + ", "
                        + answer.total().of("use"));
    }

    private String end(AnswerText text, IndexState index, String counts) {
        if (text.leftOut() > 0) {
            text.addAlways(
                    "%d more are left out for the budget of %d tokens"
                            .formatted(text.leftOut(), budget));
        }
        text.addAlways(index.text(now) + " · " + counts);
        return text.toString();
    }

    /** Writes an outline: a line for each definition, indented by its nesting. */
    public String outline(Outline outline) {
        AnswerText text = outline(outline.entries());
        if (compact && text.leftOut() > 0) {
            List<Outline.Entry> exported =
                    outline.entries().stream()
                            .filter(entry -> entry.definition().exported())
                            .toList();
            text = outline(exported);
            int hidden = outline.entries().size() - exported.size();
            if (hidden > 0) {
                text.addAlways(
                        Plural.of(hidden, "definition")
                                + " that other files cannot use, not shown");
            }
        }
        outline.notes().forEach(text::addAlways);
        return end(
                text,
                outline.index(),
                new Total(outline.entries().size(), outline.complete()).of("definition"));
    }

    private AnswerText outline(List<Outline.Entry> entries) {
        AnswerText text = new AnswerText(budget);
        String path = "";
        for (Outline.Entry entry : entries) {
            DefinitionRow row = entry.definition();
            String heading = row.path().equals(path) ? "" : AnswerText.path(row.path()) + "\n";
            path = row.path();
            String lines =
                    compact && row.line() == row.endLine()
                            ? Long.toString(row.line())
                            : row.line() + "-" + row.endLine();
            text.add(
                    "%s%s%s  %s"
                            .formatted(
                                    heading,
                                    "  ".repeat(entry.depth() + 1),
                                    lines,
                                    compact ? shortened(row.signature()) : row.signature()));
        }
        return text;
    }

    /** A signature without what says nothing to a caller. */
    private static String shortened(String signature) {
        String plain = signature.replace("(final ", "(").replace(", final ", ", ");
        return plain.length() > LONGEST_SIGNATURE
                ? plain.substring(0, LONGEST_SIGNATURE) + " …"
                : plain;
    }

    /** Writes imports with the files that they mean. */
    public String imports(ImportsAnswer answer) {
        AnswerText text = new AnswerText(budget);
        for (ImportsAnswer.Resolved some : answer.imports()) {
            ImportRow row = some.statement();
            String alias = row.alias().map(name -> " as " + name).orElse("");
            String name = row.name().map(value -> " " + value).orElse("");
            text.add(
                    "%s:%d  %s%s%s → %s"
                            .formatted(
                                    AnswerText.path(row.path()),
                                    row.line(),
                                    row.module(),
                                    name,
                                    alias,
                                    some.target().orElse("not in the index")));
        }
        answer.notes().forEach(text::addAlways);
        return end(
                text,
                answer.index(),
                new Total(answer.imports().size(), answer.complete()).of("import"));
    }

    /** Writes the overview of a project. */
    public String map(CodeMap map) {
        AnswerText text = new AnswerText(budget);
        int perFile = budget == 0 ? 10 : Math.clamp(budget / 400, 2, 10);
        for (CodeMap.MappedFile file : map.files()) {
            StringBuilder lines = new StringBuilder(AnswerText.path(file.path()));
            file.definitions().stream()
                    .limit(perFile)
                    .forEach(some ->
                            lines.append("\n  %d  %s".formatted(some.line(), some.signature())));
            text.add(lines.toString());
        }
        return end(text, map.index(), Plural.of(map.files().size(), "file") + " used by others");
    }

    /** Writes what changed since a revision. */
    public String changes(ChangedDefinitions changes) {
        AnswerText text = new AnswerText(budget);
        List<ChangedDefinitions.Change> all = changes.changes();
        all.forEach(some ->
                text.add(
                        "%-8s %s:%d  %s %s"
                                .formatted(
                                        some.what().name().toLowerCase(Locale.ROOT),
                                        AnswerText.path(some.path()),
                                        some.line(),
                                        some.kind(),
                                        some.qualifiedName())));
        changes.tests()
                .forEach(test ->
                        text.add(
                                "test     %s  %s [%s]"
                                        .formatted(
                                                AnswerText.path(test.path()),
                                                test.depth() == 0
                                                        ? "was changed"
                                                        : "uses " + test.uses(),
                                                test.certainty().text())));
        return end(
                text,
                changes.index(),
                "%s in %s changed since %s; used by %s"
                        .formatted(
                                new Total(all.size(), changes.complete()).of("definition"),
                                Plural.of(changes.files(), "file"),
                                changes.revision(),
                                new Total(changes.tests().size(), changes.testsComplete())
                                        .of("test")));
    }
}
