package dev.cairn.index.extract;

import java.util.Optional;

/**
 * One thing that a file imports.
 *
 * @param module where it comes from, without quotes; empty if it has no module
 * @param name what is taken from there; {@code *} for everything
 * @param alias what it is called in this file, if that is another name
 * @param kind how it is imported
 * @param line the line, counted from 1
 */
public record ImportedName(
        String module, Optional<String> name, Optional<String> alias, ImportKind kind, int line) {}
