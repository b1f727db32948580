package dev.cairn.server.distribution;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Class files from before Java 6. The JVM's cache leaves out what has no stack maps (JVMS 4.7.4),
 * and picocli, which every command needs, is compiled for Java 5: so such classes are written anew
 * for Java 8, with stack maps and otherwise as they were.
 */
final class OldClasses {

    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;

    private final JarFile jar;
    private final ClassFile classFile;

    private OldClasses(JarFile jar, ClassLoader siblings) {
        this.jar = jar;
        this.classFile =
                ClassFile.of(
                        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(siblings)
                                        .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /** Rewrites one jar if there is an old class in it. */
    static void renew(Path path) throws IOException {
        URL[] classPath = {path.toUri().toURL()};
        Path renewed = path.resolveSibling(path.getFileName() + ".new");
        try (JarFile jar = new JarFile(path.toFile());
                URLClassLoader loader = new URLClassLoader(classPath)) {
            OldClasses classes = new OldClasses(jar, loader);
            if (!classes.exist()) {
                return;
            }
            try (OutputStream output = Files.newOutputStream(renewed)) {
                classes.writeRenewed(output);
            }
        }
        Files.move(renewed, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean exist() throws IOException {
        try (Stream<JarEntry> entries = jar.stream()) {
            for (JarEntry entry : (Iterable<JarEntry>) entries::iterator) {
                if (isClass(entry) && isOld(content(entry))) {
                    return true;
                }
            }
        }
        return false;
    }

    private void writeRenewed(OutputStream output) throws IOException {
        try (JarOutputStream renewed = new JarOutputStream(output)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                byte[] content = content(entry);
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                renewed.putNextEntry(copy);
                renewed.write(isClass(entry) && isOld(content) ? renewed(content) : content);
                renewed.closeEntry();
            }
        }
    }

    private byte[] renewed(byte[] content) {
        ClassModel model = classFile.parse(content);
        ClassTransform everyMethodAnew =
                ClassTransform.transformingMethodBodies(
                        CodeTransform.ofStateful(
                                () -> (builder, element) -> builder.with(element)));
        ClassTransform version =
                ClassTransform.endHandler(
                        builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0));
        return classFile.transformClass(model, everyMethodAnew.andThen(version));
    }

    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(".class");
    }

    /** The major version stands in bytes 6 and 7 (JVMS 4.1). */
    private static boolean isOld(byte[] content) {
        int major = ((content[6] & 0xff) << 8) | (content[7] & 0xff);
        return major < FIRST_WITH_STACK_MAPS;
    }

    private byte[] content(JarEntry entry) throws IOException {
        try (var input = jar.getInputStream(entry)) {
            return input.readAllBytes();
        }
    }
}
