import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.lang.model.element.Name;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Writes the types, methods and constructors of Java files by javac's parser: path, line, kind and name. Run it as {@code java
 * JavaOracle.java FOLDER}, with the paths below the folder on standard input. A file that javac refuses has the kind REFUSED.
 */
class JavaOracle {

    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            for (String path : (Iterable<String>) in.lines()::iterator) {
                write(compiler, files, Path.of(arguments[0]), path);
            }
        }
        OUT.flush();
    }

    private static void write(JavaCompiler compiler, StandardJavaFileManager files, Path root, String path)
            throws IOException {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavacTask task =
                (JavacTask)
                        compiler.getTask(
                                null,
                                files,
                                problems,
                                List.of("-proc:none"),
                                null,
                                files.getJavaFileObjects(root.resolve(path)));
        for (CompilationUnitTree unit : task.parse()) {
            if (problems.getDiagnostics().stream().anyMatch(some -> some.getKind() == Diagnostic.Kind.ERROR)) {
                OUT.println(path + "\t0\tREFUSED\t");
                return;
            }
            new Definitions(path, Trees.instance(task).getSourcePositions(), unit).scan(unit, null);
        }
    }

    private static final class Definitions extends TreePathScanner<Void, Void> {

        private final String path;
        private final SourcePositions positions;
        private final CompilationUnitTree unit;
        private final CharSequence text;

        Definitions(String path, SourcePositions positions, CompilationUnitTree unit) throws IOException {
            this.path = path;
            this.positions = positions;
            this.unit = unit;
            this.text = unit.getSourceFile().getCharContent(true);
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            if (!tree.getSimpleName().isEmpty()) {
                write("class", tree.getSimpleName(), afterModifiers(tree, tree.getModifiers()));
            }
            return super.visitClass(tree, nothing);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            boolean constructor = tree.getName().contentEquals("<init>");
            Name name =
                    constructor
                            ? ((ClassTree) getCurrentPath().getParentPath().getLeaf()).getSimpleName()
                            : tree.getName();
            long from =
                    tree.getReturnType() == null
                            ? afterModifiers(tree, tree.getModifiers())
                            : positions.getEndPosition(unit, tree.getReturnType());
            write("function", name, from);
            return super.visitMethod(tree, nothing);
        }

        private long afterModifiers(com.sun.source.tree.Tree tree, com.sun.source.tree.Tree modifiers) {
            long end = positions.getEndPosition(unit, modifiers);
            return end < 0 ? positions.getStartPosition(unit, tree) : end;
        }

        private void write(String kind, Name name, long from) {
            if (from < 0) {
                return;
            }
            int at = (int) from;
            while (at < text.length() && !isNameAt(name, at)) {
                at++;
            }
            OUT.println(path + "\t" + unit.getLineMap().getLineNumber(at) + "\t" + kind + "\t" + name);
        }

        private boolean isNameAt(Name name, int at) {
            int end = at + name.length();
            return end < text.length()
                    && text.subSequence(at, end).toString().contentEquals(name)
                    && !Character.isJavaIdentifierPart(text.charAt(end))
                    && (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)));
        }
    }
}
