package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.parse.Lines;
import dev.cairn.index.parse.ParsedSource;
import dev.cairn.index.parse.SourceLanguage;
import dev.cairn.index.parse.SourceParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Extracts from one text after the other what the index keeps of it: the same text gives the same
 * facts. To be used by one thread, which closes it.
 */
public final class Extractor implements AutoCloseable {

    private static final int MAX_PROBLEMS = 20;
    private static final int MAX_SIGNATURE = 240;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private final SourceParser parser = new SourceParser();

    /** Makes an extractor. */
    public Extractor() {}

    /**
     * Extracts the facts of a text.
     *
     * @param language the language of the text; of one that is not parsed only the text is kept
     * @param path the path of the file below the root, with {@code /} between the names
     */
    public SourceFacts extract(SourceLanguage language, String path, String text) {
        if (!language.isParsed()) {
            return SourceFacts.ofTextAlone(text);
        }
        try (ParsedSource source = parser.parse(language, text)) {
            return new OneFile(source, LanguageRules.of(language), path).facts();
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    /** The work on one file. */
    private static final class OneFile {

        private final ParsedSource source;
        private final LanguageRules rules;
        private final Outline outline;
        private final String scope;
        private final List<Candidate> candidates;
        private final List<Definition> definitions = new ArrayList<>();
        private final List<Span> documentation = new ArrayList<>();

        OneFile(ParsedSource source, LanguageRules rules, String path) {
            this.source = source;
            this.rules = rules;
            this.outline = Outline.of(source, rules);
            this.scope = rules.scope(outline, path);
            this.candidates = outline.candidates();
        }

        SourceFacts facts() {
            List<Span> aboutFile = rules.fileDocumentation(outline);
            documentation.addAll(aboutFile);
            addDefinitions();
            return new SourceFacts(
                    Lines.count(source.text()),
                    docstring(aboutFile),
                    definitions,
                    outline.imports(),
                    outline.symbols(),
                    new Chunks(source, candidates, documentation).all(),
                    rules.ownProblems(source, source.problems(MAX_PROBLEMS)),
                    source.text());
        }

        private void addDefinitions() {
            Map<String, Integer> types = new HashMap<>();
            Deque<Integer> around = new ArrayDeque<>();
            for (int i = 0; i < candidates.size(); i++) {
                Candidate candidate = candidates.get(i);
                while (!around.isEmpty() && !encloses(around.element(), candidate)) {
                    around.pop();
                }
                Integer parent = around.peek();
                if (parent == null && candidate.receiver() != null) {
                    parent = types.get(candidate.receiver());
                }
                add(candidate, parent == null ? -1 : parent);
                if (candidate.kind().isScope()) {
                    types.putIfAbsent(candidate.name(), i);
                }
                around.push(i);
            }
        }

        private boolean encloses(int outer, Candidate candidate) {
            Candidate around = candidates.get(outer);
            return around.end() >= candidate.end() && !around.hasExtentOf(candidate);
        }

        private void add(Candidate candidate, int parentIndex) {
            Definition parent = parentIndex < 0 ? null : definitions.get(parentIndex);
            List<Span> comments = rules.documentation(candidate, outline, source);
            String signature = signature(candidate);
            documentation.addAll(comments);
            definitions.add(
                    new Definition(
                            candidate.name(),
                            qualifiedName(candidate, parent),
                            candidate.kind(),
                            source.lines().line(candidate.nameStart()),
                            source.lines().column(candidate.nameStart()),
                            source.lines().line(Math.max(candidate.start(), candidate.end() - 1)),
                            rules.exported(candidate, signature, parent, outline),
                            docstring(comments),
                            rules.decorators(candidate, source),
                            signature,
                            parentIndex));
        }

        private Optional<String> docstring(List<Span> comments) {
            return Optional.of(comments)
                    .filter(found -> !found.isEmpty())
                    .map(found -> rules.docstring(found, outline.comments()))
                    .filter(text -> !text.isEmpty());
        }

        private String qualifiedName(Candidate candidate, @Nullable Definition parent) {
            String around = parent == null ? scope : parent.qualifiedName();
            if (parent == null && candidate.receiver() != null) {
                around = join(around, candidate.receiver());
            }
            return join(around, candidate.name());
        }

        private static String join(String around, String name) {
            return around.isEmpty() ? name : around + "." + name;
        }

        private String signature(Candidate candidate) {
            int start = rules.signatureStart(candidate, source);
            int end = Math.max(start, rules.bodyStart(candidate, source));
            // White space is folded below, so more than this is never needed.
            String raw = source.text().substring(start, Math.min(end, start + 4 * MAX_SIGNATURE));
            String folded = WHITE_SPACE.matcher(raw).replaceAll(" ").strip();
            String cut =
                    folded.length() > MAX_SIGNATURE
                            ? folded.substring(0, MAX_SIGNATURE) + "…"
                            : folded;
            return withoutEnding(cut);
        }

        private static String withoutEnding(String signature) {
            int end = signature.length();
            while (end > 0 && "{:;, ".indexOf(signature.charAt(end - 1)) >= 0) {
                end--;
            }
            return signature.substring(0, end);
        }
    }
}
