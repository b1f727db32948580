package dev.cairn.index.language.java;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own parser as the judge of what is Java. The grammar of tree-sitter is behind the
 * language (it takes {@code case A _, B _ ->} for a mistake), and an error of the grammar is none
 * of the file.
 */
final class JavaSyntax {

    private static final @Nullable JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    private JavaSyntax() {}

    /**
     * Returns whether the JDK that runs this parses a text without an error; false where it has no
     * compiler, or the compiler gives up, as it does on a text that is nested too deeply for it.
     */
    static boolean isValid(String text) {
        if (COMPILER == null) {
            return false;
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try {
            task(COMPILER, diagnostics, text).parse();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return false;
        }
        return diagnostics.getDiagnostics().stream()
                .noneMatch(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR);
    }

    /** The compiler's output other than diagnostics is for its developers. */
    private static JavacTask task(
            JavaCompiler compiler, DiagnosticCollector<JavaFileObject> diagnostics, String text) {
        return (JavacTask)
                compiler.getTask(
                        Writer.nullWriter(),
                        null,
                        diagnostics,
                        List.of("-proc:none"),
                        null,
                        List.of(new Source(text)));
    }

    /** A text under a name that is never asked for. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Source.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
