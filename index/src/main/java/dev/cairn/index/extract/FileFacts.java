package dev.cairn.index.extract;

import dev.cairn.index.extract.Comments.Span;
import dev.cairn.index.parse.Lines;
import dev.cairn.index.parse.SyntaxNode;
import dev.cairn.index.parse.SyntaxProblem;
import dev.cairn.index.parse.SyntaxTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the facts of one file from what its language finds in it. */
final class FileFacts {

    private static final int MAX_PROBLEMS = 20;

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final SyntaxTree tree;
    private final Language language;
    private final Outline outline;
    private final String scope;
    private final Signatures signatures;

    /** In the order of the text, one around another first. */
    private final List<Candidate> candidates = new ArrayList<>();

    /** Where the candidates are that were found first, second and so on. */
    private final int[] places;

    private final List<Definition> definitions = new ArrayList<>();
    private final List<Span> documentation = new ArrayList<>();

    FileFacts(Language language, String path, SyntaxTree tree) {
        this.tree = tree;
        this.language = language;
        this.outline = Outline.of(language, path, tree);
        // It may come from the name of the file, which may hold a line break.
        this.scope = CONTROLS.matcher(language.scope(outline)).replaceAll("_");
        this.signatures = new Signatures(language, outline);
        this.places = new int[outline.candidates().size()];
        sort();
    }

    private void sort() {
        List<Candidate> found = outline.candidates();
        Comparator<Candidate> order =
                Comparator.comparingInt(Candidate::start)
                        .thenComparing(Candidate::end, Comparator.reverseOrder())
                        .thenComparingInt(Candidate::nameStart);
        List<Integer> sorted =
                IntStream.range(0, found.size())
                        .boxed()
                        .sorted((a, b) -> order.compare(found.get(a), found.get(b)))
                        .toList();
        for (int place = 0; place < sorted.size(); place++) {
            places[sorted.get(place)] = place;
            candidates.add(found.get(sorted.get(place)));
        }
    }

    SourceFacts facts() {
        List<Span> aboutFile = language.fileDocumentation(outline);
        documentation.addAll(aboutFile);
        addDefinitions();
        return new SourceFacts(
                Lines.count(tree.text()),
                docstring(aboutFile),
                definitions,
                outline.imports(),
                outline.uses(parents(), places),
                new Chunks(tree, candidates, documentation).all(),
                problems(),
                tree.text());
    }

    /** Returns where the definitions and names of the text are. */
    PlacedNames places() {
        addDefinitions();
        List<PlacedDefinition> placed = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            placed.add(placed(candidates.get(i), definitions.get(i)));
        }
        List<PlacedNames.Use> uses = new ArrayList<>();
        for (SymbolUse use : outline.uses(parents(), places)) {
            for (UsePlaces.Place place : use.places().all()) {
                int start = tree.lines().start(place.line()) + place.column() - 1;
                uses.add(
                        new PlacedNames.Use(use.name(), use.receiver(), start, place.definition()));
            }
        }
        uses.sort(Comparator.comparingInt(PlacedNames.Use::start));
        return new PlacedNames(placed, uses, names());
    }

    private PlacedDefinition placed(Candidate candidate, Definition definition) {
        int end = Math.max(candidate.start(), candidate.end());
        int bodyStart = Math.min(language.bodyStart(candidate), end);
        return new PlacedDefinition(
                definition,
                candidate.start(),
                candidate.nameStart(),
                bodyStart,
                Math.max(bodyStart, Math.min(language.bodyEnd(candidate), end)),
                end);
    }

    /** A leaf of the tree that is neither a comment nor a piece of a text is a name. */
    private List<PlacedNames.Name> names() {
        List<PlacedNames.Name> names = new ArrayList<>();
        for (int index = 0; index < tree.size(); index++) {
            SyntaxNode node = tree.node(index);
            if (node.subtreeEnd() == index + 1
                    && tree.isNamed(index)
                    && (node.type().endsWith("identifier")
                            || node.is("name", "word", "constant"))) {
                names.add(new PlacedNames.Name(node.text(), node.start()));
            }
        }
        return names;
    }

    private int[] parents() {
        return outline.candidates().stream().mapToInt(Candidate::parent).toArray();
    }

    private List<SyntaxProblem> problems() {
        List<SyntaxProblem> problems = tree.problems();
        return problems.isEmpty()
                ? problems
                : language.ownProblems(outline, problems).stream().limit(MAX_PROBLEMS).toList();
    }

    private void addDefinitions() {
        Map<String, Integer> types = new HashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).kind().isScope()) {
                types.putIfAbsent(candidates.get(i).name(), i);
            }
        }
        for (int i = 0; i < candidates.size(); i++) {
            add(candidates.get(i), parent(i, types));
        }
    }

    /** A type that a member names as its own can stand behind it; then it is no parent yet. */
    private int parent(int index, Map<String, Integer> types) {
        Candidate candidate = candidates.get(index);
        int parent = candidate.parent() < 0 ? -1 : places[candidate.parent()];
        if (candidate.receiver() != null && isOpen(parent)) {
            int type = types.getOrDefault(candidate.receiver(), -1);
            parent = type >= 0 && type < index ? type : parent;
        }
        return parent;
    }

    /** A module is no type, so a member that names its type can stand in it. */
    private boolean isOpen(int parent) {
        return parent < 0 || candidates.get(parent).kind() == DefinitionKind.MODULE;
    }

    private void add(Candidate candidate, int parentIndex) {
        Definition parent = parentIndex < 0 ? null : definitions.get(parentIndex);
        List<Span> comments = language.documentation(candidate, outline);
        String signature = signatures.of(candidate);
        documentation.addAll(comments);
        definitions.add(
                new Definition(
                        candidate.name(),
                        qualifiedName(candidate, parent),
                        candidate.kind(),
                        tree.lines().line(candidate.nameStart()),
                        tree.lines().column(candidate.nameStart()),
                        tree.lines().line(Math.max(candidate.start(), candidate.end() - 1)),
                        language.exported(candidate, signature, parent, outline),
                        docstring(comments),
                        language.decorators(candidate, outline),
                        signature,
                        parentIndex));
    }

    private Optional<String> docstring(List<Span> comments) {
        return Optional.of(comments)
                .filter(found -> !found.isEmpty())
                .map(found -> language.docstring(found, outline.comments()))
                .filter(text -> !text.isEmpty());
    }

    private String qualifiedName(Candidate candidate, @Nullable Definition parent) {
        String around = parent == null ? scope : parent.qualifiedName();
        boolean outside = parent == null || parent.kind() == DefinitionKind.MODULE;
        if (candidate.receiver() != null && outside && !around.equals(candidate.receiver())) {
            around = join(around, candidate.receiver());
        }
        return join(around, candidate.name());
    }

    private String join(String around, String name) {
        return around.isEmpty() ? name : around + language.separator() + name;
    }
}
