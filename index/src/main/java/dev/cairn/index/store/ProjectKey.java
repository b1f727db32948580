package dev.cairn.index.store;

/**
 * The rows under which the files of one root are kept.
 *
 * @param projectId the project's UUID
 * @param datasetId the UUID of the dataset that is the whole project
 * @param indexFormat the way in which its files were indexed last; see {@link
 *     IndexStore#indexFormat}
 */
public record ProjectKey(String projectId, String datasetId, long indexFormat) {}
