package dev.cairn.worker.process;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file systems whose files other machines, or other systems on this machine, can open too.
 * There SQLite's locks are as good as the file system's, which are often none, and its write-ahead
 * log needs memory that all users of the file share (<a
 * href="https://www.sqlite.org/wal.html">sqlite.org/wal.html</a>, <a
 * href="https://www.sqlite.org/useovernet.html">sqlite.org/useovernet.html</a>). File systems of
 * clusters with locks for all machines, as GFS2 and OCFS2, have no such memory either.
 */
final class NetworkFileSystem {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkFileSystem.class);

    /** How the kernel names a file system that a program serves, with the program's own name. */
    private static final String SERVED_BY_PROGRAM = "fuse.";

    private static final Set<String> TYPES =
            Set.of(
                    "9p",
                    "afpfs",
                    "afs",
                    "beegfs",
                    "blobfuse",
                    "blobfuse2",
                    "ceph",
                    "ceph-fuse",
                    "cifs",
                    "coda",
                    "curlftpfs",
                    "davfs",
                    "drvfs",
                    "gcsfuse",
                    "gfs2",
                    "glusterfs",
                    "gpfs",
                    "grpcfuse",
                    "gvfsd-fuse",
                    "juicefs",
                    "lustre",
                    "ncpfs",
                    "nfs",
                    "nfs4",
                    "ocfs2",
                    "orangefs",
                    "osxfs",
                    "prl_fs",
                    "rclone",
                    "s3fs",
                    "smb3",
                    "smbfs",
                    "smbnetfs",
                    "sshfs",
                    "vboxsf",
                    "vmhgfs",
                    "vmhgfs-fuse",
                    "webdav");

    private NetworkFileSystem() {}

    /** Returns whether the kernel's name of a file system is that of one that others share. */
    static boolean isShared(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        return TYPES.contains(
                name.startsWith(SERVED_BY_PROGRAM)
                        ? name.substring(SERVED_BY_PROGRAM.length())
                        : name);
    }

    /**
     * Refuses a database on such a file system. Where the system does not tell, it is let through.
     *
     * @param database the file, which need not exist; its folder does
     * @throws DatabaseException with REFUSED
     */
    static void refuse(Path database) {
        Path existing = Files.exists(database) ? database : folderOf(database);
        FileStore store;
        try {
            store = Files.getFileStore(existing);
        } catch (IOException e) {
            LOG.debug("on what file system '{}' is: {}", existing, e.toString());
            return;
        }
        if (isShared(store.type())) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    ("cannot start a worker for database '%s': it is on '%s', a file system of type"
                                    + " %s, and SQLite can lose what was committed where other"
                                    + " machines reach the file; move the database to a local disk"
                                    + " (database.path), or set database.worker"
                                    + ".allow_network_file_system if only this machine ever uses"
                                    + " it")
                            .formatted(database, store.name(), store.type()));
        }
    }

    private static Path folderOf(Path database) {
        return Objects.requireNonNull(database.toAbsolutePath().getParent());
    }
}
