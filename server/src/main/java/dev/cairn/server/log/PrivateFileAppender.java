package dev.cairn.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.StoragePaths;
import dev.cairn.server.output.Escaping;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes to a file that its owner alone can read, whatever the umask. File and folder are made when
 * there is a first event to write: most commands have none.
 */
final class PrivateFileAppender extends RollingFileAppender<ILoggingEvent> {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private boolean wanted;

    /** Takes events from now on; the file is opened with the first. */
    @Override
    public void start() {
        wanted = true;
    }

    @Override
    public void doAppend(ILoggingEvent event) {
        openOnce();
        super.doAppend(event);
    }

    private synchronized void openOnce() {
        if (wanted) {
            wanted = false;
            super.start();
        }
    }

    @Override
    public void openFile(String name) throws IOException {
        Path file = Path.of(name).toAbsolutePath();
        try {
            prepare(file);
        } catch (IOException | DatabaseException e) {
            // A log that is not written must not stop the work, and there is no log to say so.
            System.err.println("cairn: warning: no log: " + Escaping.line("" + e.getMessage()));
            throw new IOException(e);
        }
        super.openFile(name);
    }

    private static void prepare(Path file) throws IOException {
        StoragePaths.requireNoLinks(file);
        if (file.getParent() != null) {
            StoragePaths.createFolder(file.getParent());
        }
        try {
            Files.createFile(file, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            OwnLog.require(file);
        }
    }
}
