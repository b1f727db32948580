import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jetbrains.kotlin.cli.jvm.compiler.EnvironmentConfigFiles;
import org.jetbrains.kotlin.cli.jvm.compiler.KotlinCoreEnvironment;
import org.jetbrains.kotlin.com.intellij.openapi.util.Disposer;
import org.jetbrains.kotlin.com.intellij.psi.PsiElement;
import org.jetbrains.kotlin.com.intellij.psi.PsiErrorElement;
import org.jetbrains.kotlin.com.intellij.psi.util.PsiTreeUtil;
import org.jetbrains.kotlin.config.CompilerConfiguration;
import org.jetbrains.kotlin.cli.common.messages.MessageCollector;
import org.jetbrains.kotlin.config.CommonConfigurationKeys;
import org.jetbrains.kotlin.psi.KtClassOrObject;
import org.jetbrains.kotlin.psi.KtEnumEntry;
import org.jetbrains.kotlin.psi.KtFile;
import org.jetbrains.kotlin.psi.KtNamedDeclaration;
import org.jetbrains.kotlin.psi.KtNamedFunction;
import org.jetbrains.kotlin.psi.KtPsiFactory;
import org.jetbrains.kotlin.psi.KtTypeAlias;

/**
 * Writes the types and functions of Kotlin files by the compiler's own parser: path, line, kind and name. Run it with the
 * jars of {@code kotlin-compiler-embeddable} on the class path as {@code java -cp 'JARS/*' KotlinOracle.java FOLDER}, with the
 * paths below the folder on standard input. A file with a syntax error has the kind REFUSED.
 */
class KotlinOracle {

    public static void main(String[] arguments) throws IOException {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.put(CommonConfigurationKeys.MESSAGE_COLLECTOR_KEY, MessageCollector.Companion.getNONE());
        KotlinCoreEnvironment environment =
                KotlinCoreEnvironment.createForProduction(
                        Disposer.newDisposable(), configuration, EnvironmentConfigFiles.JVM_CONFIG_FILES);
        KtPsiFactory parser = new KtPsiFactory(environment.getProject(), false);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path : (Iterable<String>) in.lines()::iterator) {
            String text = Files.readString(Path.of(arguments[0], path)).replace("\r", "");
            KtFile file = parser.createFile("file.kt", text);
            if (PsiTreeUtil.findChildOfType(file, PsiErrorElement.class) != null) {
                out.println(path + "\t0\tREFUSED\t");
                continue;
            }
            for (KtNamedDeclaration some : PsiTreeUtil.findChildrenOfType(file, KtNamedDeclaration.class)) {
                PsiElement name = some.getNameIdentifier();
                if (name != null) {
                    write(out, path, text, some, name);
                }
            }
        }
        out.flush();
        System.exit(0);
    }

    private static void write(PrintStream out, String path, String text, KtNamedDeclaration some, PsiElement name) {
        boolean type = (some instanceof KtClassOrObject && !(some instanceof KtEnumEntry)) || some instanceof KtTypeAlias;
        if (type || some instanceof KtNamedFunction) {
            long line = 1 + text.substring(0, name.getTextOffset()).chars().filter(c -> c == '\n').count();
            out.println(path + "\t" + line + "\t" + (type ? "class" : "function") + "\t" + some.getName());
        }
    }
}
