package dev.cairn.index.store;

/**
 * A folder of a project that is searched by itself.
 *
 * @param id its UUID
 * @param name its name, which no other dataset of the project has
 * @param path the path of the folder below the project's; empty for the whole project
 * @param files how many files are in it and in no dataset inside of it
 */
public record Dataset(String id, String name, String path, long files) {}
