package dev.cairn.index.store;

/**
 * How much the index has of a project.
 *
 * @param files files that are there
 * @param definitions definitions in them
 * @param errors what could not be indexed
 */
public record ProjectCounts(long files, long definitions, long errors) {}
