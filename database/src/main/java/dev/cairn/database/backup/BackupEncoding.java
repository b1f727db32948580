package dev.cairn.database.backup;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.file.BoundedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a backup's file is made of a database's bytes: compressed by zstd, then encrypted as age
 * files are (https://age-encryption.org/v1), so that {@code age -d | zstd -d} gives them back.
 */
final class BackupEncoding {

    private static final int COMPRESSION_LEVEL = 3;

    private static final int COPIED_BYTES = 1 << 16;

    private BackupEncoding() {}

    /** Returns the ending of the file's name. */
    static String suffix(String ending, boolean compressed, boolean encrypted) {
        return "." + ending + (compressed ? ".zst" : "") + (encrypted ? ".age" : "");
    }

    /** Writes a database's bytes into a file that exists and is empty. */
    static void encode(Path source, Path target, BackupOptions options) throws IOException {
        try (InputStream in = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS);
                OutputStream file = openExisting(target);
                OutputStream sealed = encrypting(file, options.recipients());
                OutputStream out =
                        options.compress()
                                ? new ZstdOutputStream(sealed, COMPRESSION_LEVEL)
                                : sealed) {
            in.transferTo(out);
        }
    }

    /**
     * Writes the database that a backup holds into a file that exists and is empty, up to one byte
     * more than the manifest says: a small file may unpack to more than the disk holds.
     *
     * @param identityFile the file with the age identities; needed only for an encrypted backup
     */
    static void decode(
            Path source, Path target, BackupManifest manifest, Optional<Path> identityFile)
            throws IOException {
        try (InputStream file = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS);
                InputStream opened = manifest.encrypted() ? decrypting(file, identityFile) : file;
                InputStream in = manifest.compressed() ? new ZstdInputStream(opened) : opened;
                OutputStream out = openExisting(target)) {
            copy(in, out, manifest.databaseBytes() + 1);
        }
    }

    private static void copy(InputStream in, OutputStream out, long most) throws IOException {
        byte[] buffer = new byte[COPIED_BYTES];
        long left = most;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                return;
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static OutputStream openExisting(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static OutputStream encrypting(OutputStream out, List<String> recipients)
            throws IOException {
        if (recipients.isEmpty()) {
            return out;
        }
        try {
            return Channels.newOutputStream(
                    new StandardEncryptingChannelFactory()
                            .newEncryptingChannel(
                                    Channels.newChannel(out), recipientWriters(recipients)));
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot encrypt: " + e.getMessage(), e);
        }
    }

    /**
     * Returns what writes for these recipients.
     *
     * @throws DatabaseException if one is no age recipient
     */
    static List<RecipientStanzaWriter> recipientWriters(List<String> recipients) {
        List<RecipientStanzaWriter> writers = new ArrayList<>();
        for (String recipient : recipients) {
            try {
                writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new DatabaseException(
                        DatabaseErrorCode.INVALID_CONFIGURATION,
                        "'"
                                + recipient
                                + "' is not an age recipient: it must begin with age1 and be complete",
                        e);
            }
        }
        return writers;
    }

    private static InputStream decrypting(InputStream in, Optional<Path> identityFile)
            throws IOException {
        Path file =
                identityFile.orElseThrow(() ->
                        new DatabaseException(
                                DatabaseErrorCode.INVALID_CONFIGURATION,
                                "the backup is encrypted; name the file with an age"
                                        + " identity that can open it"));
        try {
            return Channels.newInputStream(
                    new StandardDecryptingChannelFactory()
                            .newDecryptingChannel(Channels.newChannel(in), identities(file)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    "cannot decrypt with the identities in '" + file + "': " + e.getMessage(), e);
        }
    }

    private static List<RecipientStanzaReader> identities(Path file)
            throws IOException, GeneralSecurityException {
        List<RecipientStanzaReader> readers = new ArrayList<>();
        for (String line : BoundedFile.text(file, BoundedFile.RECORD_BYTES).lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                readers.add(
                        X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(line.strip()));
            }
        }
        return readers;
    }
}
