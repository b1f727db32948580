package dev.cairn.index.parse;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The languages that files are told apart by; those with a grammar are parsed. */
public enum SourceLanguage {
    JAVA("java", true, "java"),
    PYTHON("python", true, "py pyi pyw"),
    TYPESCRIPT("typescript", true, "ts mts cts"),
    TSX("tsx", true, "tsx"),
    JAVASCRIPT("javascript", true, "js mjs cjs jsx"),
    GO("go", true, "go"),
    C("c", false, "c h"),
    CPP("cpp", false, "cc cpp cxx hh hpp hxx"),
    CSHARP("csharp", false, "cs"),
    CSS("css", false, "css scss less"),
    HTML("html", false, "html htm xhtml"),
    JSON("json", false, "json"),
    KOTLIN("kotlin", false, "kt kts"),
    MARKDOWN("markdown", false, "md markdown"),
    PROPERTIES("properties", false, "properties"),
    RUBY("ruby", false, "rb"),
    RUST("rust", false, "rs"),
    SHELL("shell", false, "sh bash"),
    SQL("sql", false, "sql"),
    TOML("toml", false, "toml"),
    XML("xml", false, "xml xsd xsl"),
    YAML("yaml", false, "yaml yml"),
    /** Text of no language known by its file name. */
    TEXT("text", false, "");

    private static final Map<String, SourceLanguage> BY_EXTENSION = byExtension();

    private final String id;
    private final boolean parsed;
    private final String extensions;

    /** Takes the endings of file names separated by spaces. */
    SourceLanguage(String id, boolean parsed, String extensions) {
        this.id = id;
        this.parsed = parsed;
        this.extensions = extensions;
    }

    /** Returns the name under which the index and its users know the language. */
    public String id() {
        return id;
    }

    /** Returns whether there is a grammar, so that definitions can be found. */
    public boolean isParsed() {
        return parsed;
    }

    /** Returns the language of a file by its name. */
    public static SourceLanguage of(String path) {
        int dot = path.lastIndexOf('.');
        if (dot < 0 || dot < path.lastIndexOf('/')) {
            return TEXT;
        }
        String extension = path.substring(dot + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, TEXT);
    }

    /** Returns the language of that name, if there is one. */
    public static Optional<SourceLanguage> named(String id) {
        return Arrays.stream(values()).filter(language -> language.id.equals(id)).findFirst();
    }

    private static Map<String, SourceLanguage> byExtension() {
        Map<String, SourceLanguage> languages = new HashMap<>();
        for (SourceLanguage language : values()) {
            for (String extension : language.extensions.split(" ", -1)) {
                languages.put(extension, language);
            }
        }
        return Map.copyOf(languages);
    }
}
