package dev.cairn.index.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/**
 * The settings of git that decide what a tree holds: those of the system, of the user and of the
 * repository, and the files that these include. Only the text is parsed with JGit: its own readers
 * start git, and write probes next to the files.
 */
final class GitConfiguration {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_DEPTH = 5;

    private final Map<String, String> environment;
    private final List<Config> configs = new ArrayList<>();

    private GitConfiguration(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Reads the settings that hold for a repository with that configuration file. */
    static GitConfiguration read(Path ofRepository, Map<String, String> environment) {
        GitConfiguration configuration = new GitConfiguration(environment);
        if (environment.getOrDefault("GIT_CONFIG_NOSYSTEM", "").isEmpty()) {
            String system = environment.getOrDefault("GIT_CONFIG_SYSTEM", "/etc/gitconfig");
            configuration.add(Path.of(system), 0);
        }
        String ofUser = environment.get("GIT_CONFIG_GLOBAL");
        if (ofUser == null) {
            configuration.add(configuration.userFolder().resolve("config"), 0);
            configuration.add(configuration.home().resolve(".gitconfig"), 0);
        } else {
            configuration.add(Path.of(ofUser), 0);
        }
        configuration.add(ofRepository, 0);
        return configuration;
    }

    private Path home() {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    }

    private Path userFolder() {
        String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (folder.isEmpty() ? home().resolve(".config") : Path.of(folder)).resolve("git");
    }

    private void add(Path file, int depth) {
        Config config = parsed(file);
        if (config == null) {
            return;
        }
        for (String included : config.getStringList("include", null, "path")) {
            if (depth < MAX_DEPTH && !included.isEmpty()) {
                add(expanded(included, file.toAbsolutePath().getParent()), depth + 1);
            }
        }
        configs.add(config);
    }

    /** A file that cannot be read or parsed says nothing; git itself reports it. */
    private static @Nullable Config parsed(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return null;
            }
            Config config = new Config();
            config.fromText(Files.readString(file));
            return config;
        } catch (IOException | ConfigInvalidException e) {
            return null;
        }
    }

    private Path expanded(String path, @Nullable Path base) {
        if (path.startsWith("~/")) {
            return home().resolve(path.substring(2));
        }
        return base == null ? Path.of(path) : base.resolve(path);
    }

    /** Returns the ignore file of the user; relative paths begin at the repository's top. */
    Optional<Path> excludesFile(Path top) {
        String named = value("core", "excludesfile");
        if (named == null) {
            return Optional.of(userFolder().resolve("ignore"));
        }
        return named.isEmpty() ? Optional.empty() : Optional.of(expanded(named, top));
    }

    /** Returns the length of an object's name in the index. */
    int objectNameBytes() {
        return "sha256".equals(value("extensions", "objectformat")) ? 32 : 20;
    }

    private @Nullable String value(String section, String name) {
        for (Config config : configs.reversed()) {
            String value = config.getString(section, null, name);
            if (value != null) {
                return value;
            }
            // A key that is there with nothing behind its equals sign takes back an earlier one.
            if (config.getNames(section).contains(name)) {
                return "";
            }
        }
        return null;
    }
}
