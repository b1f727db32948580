package dev.cairn.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;

/**
 * Deletes the temporary folder of a test, and tries again for a while when that fails: a process
 * that the test has killed, or that ends because its parent was killed, may write a last file
 * between the listing of a folder and its deletion. A folder that still cannot be deleted fails the
 * test, since then a process has been left behind.
 *
 * <p>{@code junit-platform.properties} makes it the strategy of all tests.
 */
public final class PatientDeletion implements TempDirDeletionStrategy {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** Made by JUnit. */
    public PatientDeletion() {}

    @Override
    public DeletionResult delete(
            Path folder, AnnotatedElementContext element, ExtensionContext context)
            throws IOException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            DeletionResult result = Standard.INSTANCE.delete(folder, element, context);
            if (result.isSuccessful() || System.nanoTime() - deadline >= 0) {
                return result;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return result;
            }
        }
    }
}
