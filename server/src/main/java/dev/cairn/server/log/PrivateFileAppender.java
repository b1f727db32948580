package dev.cairn.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes to files that their owner alone can read, whatever the umask. */
final class PrivateFileAppender extends RollingFileAppender<ILoggingEvent> {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @Override
    public void openFile(String name) throws IOException {
        try {
            Files.createFile(Path.of(name), OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            // Made by an earlier process in the same way.
        }
        super.openFile(name);
    }
}
