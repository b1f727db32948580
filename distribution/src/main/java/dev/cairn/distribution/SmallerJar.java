package dev.cairn.distribution;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A jar without what Cairn never loads of it: debugging symbols of macOS, and libraries of systems
 * that Cairn does not run on. Of ONNX Runtime that is two fifths.
 */
final class SmallerJar {

    private SmallerJar() {}

    /** Rewrites the jars of a folder whose names match a pattern. */
    static void withoutForeignParts(Path folder, String pattern) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, pattern)) {
            for (Path jar : jars) {
                rewrite(jar);
            }
        }
    }

    private static void rewrite(Path jar) throws IOException {
        Path smaller = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipFile from = new ZipFile(jar.toFile());
                ZipOutputStream to =
                        new ZipOutputStream(
                                new BufferedOutputStream(Files.newOutputStream(smaller)))) {
            for (Enumeration<? extends ZipEntry> all = from.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!isForeign(entry.getName())) {
                    copy(from, entry, to);
                }
            }
        }
        Files.move(smaller, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isForeign(String name) {
        return name.contains(".dSYM/") || name.contains("/native/win-");
    }

    private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTime(entry.getTime());
        to.putNextEntry(same);
        try (InputStream content = from.getInputStream(entry)) {
            content.transferTo(to);
        }
        to.closeEntry();
    }
}
