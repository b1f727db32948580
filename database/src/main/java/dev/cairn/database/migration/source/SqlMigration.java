package dev.cairn.database.migration.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A migration that stands in SQL files.
 *
 * @param version its version
 * @param name the part of the file's name behind the version
 * @param description the first comment of the file, else the name in words
 * @param checksum the SHA-256 of the text that goes forward
 * @param upFile the file that goes forward
 * @param upText what stands in it
 * @param downFile the file that goes back, if there is one
 */
public record SqlMigration(
        long version,
        String name,
        String description,
        String checksum,
        Path upFile,
        String upText,
        Optional<Path> downFile)
        implements Migration {

    @Override
    public boolean reversible() {
        return downFile.isPresent();
    }

    @Override
    public String location() {
        return upFile.getFileName().toString();
    }
}
