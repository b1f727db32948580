package dev.cairn.index.watch;

import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Visits the folders that a scan looks at, and nothing else; links are not followed. */
final class ScannedFolders implements FileTreeVisitor {

    private static final Logger LOG = LoggerFactory.getLogger(ScannedFolders.class);

    private final BiPredicate<Path, Boolean> leftOut;

    /**
     * Makes a visitor.
     *
     * @param leftOut whether a scan does not reach a path; its second argument is true for folders
     */
    ScannedFolders(BiPredicate<Path, Boolean> leftOut) {
        this.leftOut = leftOut;
    }

    /**
     * Visits a folder with those below it.
     *
     * @throws IOException if the callback throws one for another reason than that a folder vanished
     *     or cannot be read
     */
    @Override
    public void recursiveVisitFiles(Path start, Callback onDirectory, Callback onFile)
            throws IOException {
        Files.walkFileTree(start, new Visitor(onDirectory));
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Callback onDirectory;

        Visitor(Callback onDirectory) {
            this.onDirectory = onDirectory;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
            if (leftOut.test(folder, true)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            try {
                onDirectory.call(folder);
                return FileVisitResult.CONTINUE;
            } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
                LOG.debug("'{}' is not watched: {}", folder, e.toString());
                return FileVisitResult.SKIP_SUBTREE;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException cause) {
            LOG.debug("'{}' is not watched: {}", path, cause.toString());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException cause) {
            return FileVisitResult.CONTINUE;
        }
    }
}
