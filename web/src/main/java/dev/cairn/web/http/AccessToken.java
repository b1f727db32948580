package dev.cairn.web.http;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a project's HTTP server, in a file that only its owner can read. A client that
 * changes something proves by it that it can read that file. It stays the same from start to start,
 * so that the configurations of clients stay valid; removing the file makes a new one.
 */
public final class AccessToken {

    /** The name of the file in the run folder. */
    public static final String FILE = "http.token";

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final String token;

    private AccessToken(Path file, String token) {
        this.file = file;
        this.token = token;
    }

    /**
     * Returns the token of a run folder; makes it if there is none, or if others could have read
     * it.
     *
     * @throws DatabaseException if the file cannot be written
     */
    public static AccessToken of(Path run) {
        Path file = run.resolve(FILE);
        try {
            Optional<String> known = read(file);
            return new AccessToken(file, known.isPresent() ? known.get() : make(run, file));
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot write the token of the page to '%s': %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static Optional<String> read(Path file) throws IOException {
        boolean trusted =
                Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                                .equals(OWNER_ONLY)
                        && Files.size(file) < 2 * BYTES;
        return trusted
                ? Optional.of(Files.readString(file).strip())
                        .filter(text -> FORM.matcher(text).matches())
                : Optional.empty();
    }

    private static String make(Path run, Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = encoded(random);
        Path fresh =
                Files.createTempFile(
                        run, "token-", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(fresh, token + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return token;
    }

    /** Returns the file that holds the token. */
    public Path file() {
        return file;
    }

    /** Returns the token itself. */
    public String text() {
        return token;
    }

    /** Returns whether a client gave the token, in a time that does not depend on it. */
    public boolean matches(String given) {
        return same(token, given);
    }

    /** Returns whether a client gave what was derived for a purpose. */
    boolean matches(String purpose, String given) {
        return same(derived(purpose), given);
    }

    /** Returns a secret for one purpose, from which the token cannot be found. */
    String derived(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return encoded(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
