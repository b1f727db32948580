package dev.cairn.index.project;

import dev.cairn.index.store.ProjectKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a project is, as the index knows it.
 *
 * @param key its keys
 * @param root its folder, which may be gone
 * @param scannedAt when the last whole look at its folder began; empty before the first was done
 */
public record ProjectPlace(ProjectKey key, Path root, Optional<Instant> scannedAt) {}
