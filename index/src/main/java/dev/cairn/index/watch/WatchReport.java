package dev.cairn.index.watch;

/**
 * What a {@link FileWatcher} does and has done.
 *
 * @param waiting how many changed paths wait
 * @param doing what it does, in a few words
 * @param lastError what failed last and has not succeeded since, or why a tree is not watched;
 *     empty if there is nothing
 * @param events how many events came about paths that a scan would look at
 * @param updates how often changed paths were brought up to date
 * @param scans how often a tree was scanned, without the scans that were to find what events had
 *     missed and found nothing
 * @param changed how many files had changed
 * @param missed how many changed files only a scan found
 */
public record WatchReport(
        int waiting,
        String doing,
        String lastError,
        long events,
        long updates,
        long scans,
        long changed,
        long missed) {}
