package dev.cairn.index.language;

import static dev.cairn.index.extract.FileNames.endings;

import dev.cairn.index.extract.FileNames;
import dev.cairn.index.extract.Language;
import dev.cairn.index.language.bash.BashLanguage;
import dev.cairn.index.language.c.CLanguage;
import dev.cairn.index.language.csharp.CSharpLanguage;
import dev.cairn.index.language.ecmascript.EcmaScriptLanguage;
import dev.cairn.index.language.go.GoLanguage;
import dev.cairn.index.language.java.JavaLanguage;
import dev.cairn.index.language.kotlin.KotlinLanguage;
import dev.cairn.index.language.markdown.MarkdownLanguage;
import dev.cairn.index.language.php.PhpLanguage;
import dev.cairn.index.language.python.PythonLanguage;
import dev.cairn.index.language.ruby.RubyLanguage;
import dev.cairn.index.language.rust.RustLanguage;
import dev.cairn.index.language.scala.ScalaLanguage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All languages that Cairn recognises. */
public final class Languages {

    /** Text of no language that is known by its file name or its first line. */
    private static final Language TEXT = text("text", endings(""));

    private static final List<Language> ALL =
            List.of(
                    new JavaLanguage(),
                    new PythonLanguage(),
                    new EcmaScriptLanguage("typescript", endings("ts mts cts")),
                    new EcmaScriptLanguage("tsx", endings("tsx")),
                    new EcmaScriptLanguage(
                            "javascript",
                            endings("js mjs cjs jsx").interpreters("node nodejs deno bun")),
                    new GoLanguage(),
                    new KotlinLanguage(),
                    new ScalaLanguage(),
                    new RustLanguage(),
                    new CLanguage("c", endings("c h")),
                    new CLanguage("cpp", endings("cc cpp cxx c++ hh hpp hxx h++ inl ipp tpp")),
                    new CSharpLanguage(),
                    new RubyLanguage(),
                    new PhpLanguage(),
                    new BashLanguage(),
                    new MarkdownLanguage(),
                    text("css", endings("css scss less")),
                    text("dockerfile", endings("dockerfile").names("Dockerfile Containerfile")),
                    text("gradle", endings("gradle")),
                    text("html", endings("html htm xhtml")),
                    text("json", endings("json")),
                    text("make", endings("mk mak").names("Makefile makefile GNUmakefile")),
                    text("properties", endings("properties")),
                    text("sql", endings("sql")),
                    text("toml", endings("toml")),
                    text("xml", endings("xml xsd xsl")),
                    text("yaml", endings("yaml yml")),
                    TEXT);

    private static final Map<String, Language> BY_ID = index(language -> List.of(language.id()));
    private static final Map<String, Language> BY_ENDING =
            index(language -> language.files().endings());
    private static final Map<String, Language> BY_NAME =
            index(language -> language.files().names());
    private static final Map<String, Language> BY_INTERPRETER =
            index(language -> language.files().interpreters());

    /** The program behind the last slash, or behind {@code env} and its options; no version. */
    private static final Pattern INTERPRETER =
            Pattern.compile(
                    "#!\\s*(?:\\S*/)?(?:env\\s+(?:-\\S+\\s+|\\w+=\\S*\\s+)*)?(?:\\S*/)?([A-Za-z]+)");

    private Languages() {}

    /** Returns all languages. */
    public static List<Language> all() {
        return ALL;
    }

    /**
     * Returns the language of a file by its name, and by the first line of its text where the name
     * says nothing.
     */
    public static Language of(String path, String text) {
        Language byPath = of(path);
        if (byPath.id().equals("c") && FileNames.ending(path).equals("h")) {
            return CLanguage.isCpp(text) ? named("cpp").orElse(byPath) : byPath;
        }
        if (!byPath.equals(TEXT) || !FileNames.ending(path).isEmpty() || !text.startsWith("#!")) {
            return byPath;
        }
        Matcher matcher = INTERPRETER.matcher(text);
        return matcher.lookingAt() ? BY_INTERPRETER.getOrDefault(matcher.group(1), TEXT) : TEXT;
    }

    /** Returns the language of a file by its name. */
    public static Language of(String path) {
        Language byName = BY_NAME.get(path.substring(path.lastIndexOf('/') + 1));
        return byName != null ? byName : BY_ENDING.getOrDefault(FileNames.ending(path), TEXT);
    }

    /**
     * Returns one line for each language that says which files it has, and whether they are parsed:
     * another text if files would be told apart in another way.
     */
    public static String recognised() {
        return ALL.stream()
                .map(language ->
                        language.id() + ' ' + language.isParsed() + ' ' + language.files() + '\n')
                .collect(Collectors.joining());
    }

    /** Returns the language of texts of no language that is known. */
    public static Language text() {
        return TEXT;
    }

    /** Returns the language of that name, if there is one. */
    public static Optional<Language> named(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    private static Language text(String id, FileNames files) {
        return new TextLanguage(id, files);
    }

    private static Map<String, Language> index(Function<Language, List<String>> keys) {
        Map<String, Language> index = new HashMap<>();
        for (Language language : ALL) {
            for (String key : keys.apply(language)) {
                if (index.put(key, language) != null) {
                    throw new IllegalStateException("two languages have '" + key + "'");
                }
            }
        }
        return Map.copyOf(index);
    }
}
