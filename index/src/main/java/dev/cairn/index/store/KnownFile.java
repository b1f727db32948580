package dev.cairn.index.store;

import dev.cairn.index.scan.FileAttributes;

/**
 * A file as the index knows it.
 *
 * @param id its row
 * @param path its path below the root
 * @param state what the file system said about it when its content was read
 * @param sha256 the SHA-256 of its content; empty if it was too large to be read
 * @param coverage how much of its content is known
 * @param deleted whether it had vanished
 */
public record KnownFile(
        long id, String path, State state, String sha256, Coverage coverage, boolean deleted) {

    /** The coarsest step that the clock of a file system is believed to have. */
    private static final long CLOCK_STEP_NANOS = 2_000_000_000L;

    /**
     * What the file system said about a file.
     *
     * @param size its length in bytes
     * @param modifiedNanos when its content had last been changed, in nanoseconds since 1970
     * @param changedNanos when its content or attributes had last been changed
     * @param inode its number in the file system
     * @param readNanos when its content was read, in nanoseconds since 1970
     */
    public record State(
            long size, long modifiedNanos, long changedNanos, long inode, long readNanos) {

        /** Returns the state of a file whose content was read at a time. */
        public static State of(FileAttributes attributes, long readNanos) {
            return new State(
                    attributes.size(),
                    attributes.modifiedNanos(),
                    attributes.changedNanos(),
                    attributes.inode(),
                    readNanos);
        }
    }

    /**
     * Returns whether the content is certainly the one that the index knows. A change that came
     * within one step of the file system's clock after the reading leaves no trace but in the
     * content, so that a file which had just been changed when it was read is not certain; nor is
     * one whose time lies in the future.
     */
    public boolean isCertainly(FileAttributes now) {
        return !deleted
                && hasAttributesOf(now)
                && state.changedNanos < state.readNanos - CLOCK_STEP_NANOS;
    }

    /** Returns whether the file system says about the file what it said when it was read. */
    public boolean hasAttributesOf(FileAttributes now) {
        return state.size == now.size()
                && state.modifiedNanos == now.modifiedNanos()
                && state.changedNanos == now.changedNanos()
                && state.inode == now.inode();
    }
}
