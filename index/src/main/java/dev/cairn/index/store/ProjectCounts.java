package dev.cairn.index.store;

/**
 * How much the index has of a project.
 *
 * @param files files whose content is indexed
 * @param binary files that are no text, whose name is indexed
 * @param definitions definitions in them
 * @param errors what could not be indexed
 */
public record ProjectCounts(long files, long binary, long definitions, long errors) {

    /** The counts where nothing was counted. */
    public static final ProjectCounts NOT_COUNTED = new ProjectCounts(0, 0, 0, 0);
}
