package dev.cairn.server.command.doctor;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.sqlite.SqliteScratch;
import dev.cairn.index.parse.SourceParser;
import dev.cairn.index.watch.WatchLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Checks of the machine: JDK, native libraries, kernel limits, git. */
final class MachineChecks {

    private static final int JDK = 25;
    private static final long FEW_WATCHES = 65_536;
    private static final int GIT_SECONDS = 10;

    private MachineChecks() {}

    static List<Check> all() {
        return List.of(jdk(), sqlite(), treeSitter(), watches(), git("git"));
    }

    private static Check jdk() {
        Runtime.Version version = Runtime.version();
        String found = "%s in '%s'".formatted(version, System.getProperty("java.home"));
        return version.feature() == JDK
                ? Check.ok("jdk", found)
                : Check.warning(
                        "jdk",
                        found + ", but Cairn is tested with " + JDK,
                        "install a JDK " + JDK + " and set JAVA_HOME to it");
    }

    private static Check sqlite() {
        try (SqliteScratch scratch = SqliteScratch.open()) {
            scratch.execute("CREATE VIRTUAL TABLE probe USING fts5(text)");
            return Check.ok("sqlite", "the library is loaded and has full-text search");
        } catch (DatabaseException | LinkageError e) {
            return Check.failed(
                    "sqlite",
                    "the library cannot be loaded: " + e.getMessage(),
                    "see that the files in lib/native are readable and /tmp is not mounted noexec");
        }
    }

    private static Check treeSitter() {
        try (SourceParser parser = new SourceParser()) {
            parser.parse("java", "class A {}");
            return Check.ok("tree-sitter", "the libraries of the languages can be loaded");
        } catch (RuntimeException | LinkageError e) {
            return Check.failed(
                    "tree-sitter",
                    "source files cannot be parsed: " + e.getMessage(),
                    "see that the temporary folder is writable and not mounted noexec");
        }
    }

    /** Each watched folder takes one watch of the user's limit (inotify(7)). */
    private static Check watches() {
        OptionalLong limit = WatchLimit.ofUser();
        if (limit.isEmpty()) {
            return Check.ok("inotify", "this system has no such limit");
        }
        long most = limit.getAsLong();
        return most >= FEW_WATCHES
                ? Check.ok("inotify", "the limit is %d watched folders".formatted(most))
                : Check.warning(
                        "inotify",
                        "the limit is %d watched folders, which is low".formatted(most),
                        "run 'sysctl fs.inotify.max_user_watches=524288' as root; until then"
                                + " large trees are scanned instead");
    }

    static Check git(String program) {
        try {
            Process process =
                    new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(GIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return noGit("it did not answer within %d s".formatted(GIT_SECONDS));
            }
            byte[] said = process.getInputStream().readNBytes(200);
            String text = new String(said, StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? Check.ok("git", text) : noGit(text);
        } catch (IOException e) {
            return noGit(
                    FileErrors.reason(e).replaceFirst(".*: error=2.*", "it is not on the PATH"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return noGit("the check was interrupted");
        }
    }

    private static Check noGit(String reason) {
        return Check.warning(
                "git",
                "git cannot be run: " + reason,
                "install git to let 'cairn edit --commit' commit; nothing else needs it");
    }
}
