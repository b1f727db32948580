package dev.cairn.index.project;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One project of an index.
 *
 * @param id its UUID
 * @param name its name
 * @param root its folder, which may be gone
 * @param files files whose content is indexed
 * @param scannedAt when the last whole look at its folder began; empty before the first was done
 */
public record Project(String id, String name, Path root, long files, Optional<Instant> scannedAt) {}
