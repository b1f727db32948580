package dev.cairn.index;

/**
 * What a run of the indexer did, and what the project has after it. A run over some paths counts
 * neither binary files nor what the project has.
 *
 * @param projectId the project's UUID
 * @param root the project's folder
 * @param indexed files that were new or had changed
 * @param moved those of them that were known under another path
 * @param unchanged files that were as the index knew them
 * @param vanished files that were there before and are not any more
 * @param ignored files and whole folders that ignore files exclude
 * @param binary files that are no text
 * @param oversized files over the size limit
 * @param symbolicLinks links, which are not followed
 * @param nested repositories and projects inside, which are left to themselves
 * @param files files that the project has now
 * @param definitions definitions that the project has now
 * @param errors what could not be indexed of the project, or only in part
 * @param durationMillis how long the run took
 */
public record IndexSummary(
        String projectId,
        String root,
        long indexed,
        long moved,
        long unchanged,
        long vanished,
        long ignored,
        long binary,
        long oversized,
        long symbolicLinks,
        long nested,
        long files,
        long definitions,
        long errors,
        long durationMillis) {}
