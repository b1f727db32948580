package dev.cairn.worker.socket;

import com.sun.security.auth.module.UnixSystem;

/** The user that this process runs as. */
final class OwnUser {

    private static final long ID = new UnixSystem().getUid();

    /** What the JVM says of a user without an entry in the system's list. */
    private static final String UNLISTED = "?";

    private OwnUser() {}

    /** Returns whether a file's {@code unix:uid} is this user's. */
    static boolean has(int fileOwner) {
        return Integer.toUnsignedLong(fileOwner) == ID;
    }

    /** Returns the name as the credentials of a socket give it: the number if there is none. */
    static String name() {
        String listed = System.getProperty("user.name", UNLISTED);
        return listed.equals(UNLISTED) ? Long.toString(ID) : listed;
    }
}
