package dev.cairn.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The source of the JDK that this process runs on, as a tree to index. */
final class JdkSource {

    private JdkSource() {}

    static Path unpack(Path folder) throws IOException {
        Path archive = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        return folder.toRealPath();
    }
}
