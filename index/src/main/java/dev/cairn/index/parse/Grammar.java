package dev.cairn.index.parse;

import io.github.treesitter.jtreesitter.Language;
import io.github.treesitter.jtreesitter.Query;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A parsed language: its tree-sitter grammar and the queries that Cairn asks of a tree. Grammars
 * are loaded when first needed and shared by all threads; tree-sitter never changes them or a
 * query.
 */
final class Grammar {

    private static final Map<SourceLanguage, Grammar> LOADED = new ConcurrentHashMap<>();

    private final Language language;
    private final Query outline;
    private final Query problems;
    private final List<String> captureNames;

    private Grammar(Language language, String outline) {
        this.language = language;
        this.outline = new Query(language, outline);
        this.problems = new Query(language, "[(ERROR) (MISSING)] @problem");
        this.captureNames = this.outline.getCaptureNames();
    }

    static Grammar of(SourceLanguage language) {
        return LOADED.computeIfAbsent(language, Grammar::load);
    }

    Language language() {
        return language;
    }

    /** Returns the query for definitions, imports and references. */
    Query outline() {
        return outline;
    }

    /** Returns the query for places where the text does not follow the grammar. */
    Query problems() {
        return problems;
    }

    List<String> captureNames() {
        return captureNames;
    }

    @SuppressWarnings("restricted")
    private static Grammar load(SourceLanguage language) {
        Path library = NativeLibraries.unpacked("tree-sitter-" + language.id());
        SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        return new Grammar(Language.load(symbols, "tree_sitter_" + language.id()), query(language));
    }

    private static String query(SourceLanguage language) {
        StringBuilder text = new StringBuilder();
        for (String part : queryFiles(language)) {
            text.append(resource(part)).append('\n');
        }
        return text.toString();
    }

    /** TypeScript and TSX extend the grammar of JavaScript, and their queries do so too. */
    private static List<String> queryFiles(SourceLanguage language) {
        return switch (language) {
            case TYPESCRIPT -> List.of("ecmascript.scm", "typescript.scm");
            case TSX -> List.of("ecmascript.scm", "typescript.scm", "jsx.scm");
            case JAVASCRIPT -> List.of("ecmascript.scm", "javascript.scm", "jsx.scm");
            default -> List.of(language.id() + ".scm");
        };
    }

    private static String resource(String name) {
        try (InputStream in = Grammar.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no query '" + name + "' on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the query '" + name + "'", e);
        }
    }
}
