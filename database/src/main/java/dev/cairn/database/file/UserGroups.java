package dev.cairn.database.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The groups of a system and their members, as its files say (group(5), passwd(5)). What they do
 * not say for certain counts as a danger.
 */
final class UserGroups {

    private static final int NAME = 0;
    private static final int USER_GROUP_ID = 3;
    private static final int GROUP_ID = 2;
    private static final int GROUP_MEMBERS = 3;
    private static final int FIELDS = 4;
    private static final long LARGEST_BYTES = 16 << 20;

    private final Path groups;
    private final Path users;

    UserGroups(Path groups, Path users) {
        this.groups = groups;
        this.users = users;
    }

    static UserGroups ofThisSystem() {
        return new UserGroups(Path.of("/etc/group"), Path.of("/etc/passwd"));
    }

    /**
     * Returns whether a group belongs to one user alone: it has the user's name, no other member,
     * and is not the primary group of another user.
     */
    boolean isPrivate(String group, String user) {
        if (!group.equals(user)) {
            return false;
        }
        List<String[]> found =
                lines(groups).stream().filter(fields -> fields[NAME].equals(group)).toList();
        if (found.size() != 1) {
            return false;
        }
        boolean alone =
                Arrays.stream(found.getFirst()[GROUP_MEMBERS].split(",", -1))
                        .allMatch(member -> member.isBlank() || member.equals(user));
        String id = found.getFirst()[GROUP_ID];
        List<String[]> all = lines(users);
        return alone
                && !all.isEmpty()
                && all.stream()
                        .filter(fields -> fields[USER_GROUP_ID].equals(id))
                        .allMatch(fields -> fields[NAME].equals(user));
    }

    private static List<String[]> lines(Path file) {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                return List.of();
            }
            return Files.readAllLines(file).stream()
                    .map(line -> line.split(":", -1))
                    .filter(fields -> fields.length >= FIELDS)
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
