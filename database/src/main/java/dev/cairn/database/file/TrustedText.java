package dev.cairn.database.file;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/**
 * Text files whose content is executed, such as definitions and migrations. A file that every user
 * of the machine may write is refused, because its authors could run SQL in the database; the
 * system property {@code cairn.trust-writable-files=true} allows it all the same.
 */
public final class TrustedText {

    private static final String ALLOW = "cairn.trust-writable-files";

    private TrustedText() {}

    /**
     * Returns the content of a UTF-8 file.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#FORBIDDEN} if others may write it
     */
    public static String read(Path file) throws IOException {
        BoundedFile.requireRegular(file);
        boolean writable =
                Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE);
        if (writable && !Boolean.getBoolean(ALLOW)) {
            throw new DatabaseException(
                    DatabaseErrorCode.FORBIDDEN,
                    "'"
                            + file
                            + "' is not used, because every user may write it; take that right away"
                            + " (chmod o-w), or allow it with the option -D"
                            + ALLOW
                            + "=true of Java (for the command, in CAIRN_JAVA_OPTIONS)");
        }
        return BoundedFile.text(file, BoundedFile.TEXT_BYTES);
    }
}
