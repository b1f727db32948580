package dev.cairn.index.project;

import java.nio.file.Path;

/**
 * A project by what it is called and where it is.
 *
 * @param id its UUID
 * @param name its name, which another project may have too
 * @param root its folder, which may be gone
 */
public record ProjectFolder(String id, String name, Path root) {}
