package dev.cairn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.distribution.ProcessRun.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion scripts in the shells that are installed; bash is in {@link DistributionIT}. */
class CompletionIT {

    /** Types a line and a tab into an interactive shell, until the expected text appears. */
    private static final String ZSH =
            """
            zmodload zsh/zpty
            zpty z "TERM=dumb zsh -f -i"
            zpty -w z "PS1='> '; fpath=($1 \\$fpath); autoload -Uz compinit; compinit -u -D; PATH=$2:\\$PATH; echo rea''dy"
            zpty -r -m z ready "*ready*"
            zpty -w -n z "$3"$'\\t'
            local all="" part
            repeat 300; do
                sleep 0.1
                while zpty -r -t z part; do all+=$part; done
                [[ $all == *$4* ]] && break
            done
            print -r -- "$all"
            zpty -d z
            """;

    @TempDir private Path folder;

    @Test
    void fishCompletesCommandsAndValues() throws Exception {
        if (!Files.exists(Path.of("/usr/bin/fish"))) {
            return;
        }
        assertThat(fish("cairn schema sy")).contains("sync\t");
        assertThat(fish("cairn search --kind meth")).contains("method");
        assertThat(fish("cairn schema inspect --format m")).contains("mermaid");
    }

    private String fish(String line) throws Exception {
        Path script = Distribution.folder().resolve("share/fish/vendor_completions.d/cairn.fish");
        ProcessRun run =
                shell("fish", "-c", "source '%s'; complete -C '%s'".formatted(script, line));
        return run.output();
    }

    @Test
    void zshCompletesCommandsAndValues() throws Exception {
        if (!Files.exists(Path.of("/usr/bin/zsh"))) {
            return;
        }
        Files.writeString(folder.resolve("type.zsh"), ZSH);
        assertThat(zsh("cairn schema sy", "nc ")).contains("nc ");
        assertThat(zsh("cairn search --kind meth", "od ")).contains("od ");
    }

    private String zsh(String line, String expected) throws Exception {
        Path functions = Distribution.folder().resolve("share/zsh/site-functions");
        return shell(
                        "zsh",
                        "-f",
                        folder.resolve("type.zsh"),
                        functions,
                        Distribution.folder().resolve("bin"),
                        line,
                        expected)
                .output();
    }

    private ProcessRun shell(Object... words) throws Exception {
        return Command.of(folder, words)
                .with("HOME", folder.toString())
                .with("PATH", Distribution.launcher().getParent() + ":" + System.getenv("PATH"))
                .run();
    }
}
