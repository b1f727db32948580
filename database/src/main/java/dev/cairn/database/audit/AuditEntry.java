package dev.cairn.database.audit;

import dev.cairn.database.file.DurableFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * One row of the trail.
 *
 * @param sequence its number, counted from 1 without gaps
 * @param at when it was written, ISO 8601 in UTC
 * @param actor the operating-system user
 * @param program the program and its version
 * @param event what was done
 * @param previousHash the hash of the entry before; empty for the first
 * @param hash the SHA-256 of all the above
 */
public record AuditEntry(
        long sequence,
        String at,
        String actor,
        String program,
        AuditEvent event,
        String previousHash,
        String hash) {

    /** Returns an entry with the hash that belongs to it. */
    static AuditEntry sealed(
            long sequence,
            String at,
            String actor,
            String program,
            AuditEvent event,
            String previousHash) {
        return new AuditEntry(
                sequence,
                at,
                actor,
                program,
                event,
                previousHash,
                hash(sequence, at, actor, program, event, previousHash));
    }

    /** Returns whether the hash is that of the content. */
    boolean isIntact() {
        return hash.equals(hash(sequence, at, actor, program, event, previousHash));
    }

    /** Each text goes in with its length, so that no two entries give the same bytes. */
    private static String hash(
            long sequence,
            String at,
            String actor,
            String program,
            AuditEvent event,
            String previousHash) {
        MessageDigest digest = DurableFiles.sha256();
        List.of(
                        Long.toString(sequence),
                        at,
                        actor,
                        program,
                        event.action(),
                        event.subject(),
                        event.fromVersion(),
                        event.toVersion(),
                        Long.toString(event.durationMillis()),
                        event.outcome().name(),
                        event.backupId(),
                        event.detail(),
                        previousHash)
                .forEach(text -> {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                    digest.update(bytes);
                });
        return HexFormat.of().formatHex(digest.digest());
    }
}
