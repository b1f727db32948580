package dev.cairn.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import java.util.Map;

class UserFolderTest {

    private static String expanded(String path, Map<String, String> environment) {
        return UserFolder.expanded(path, environment, "/home/you");
    }

    @Test
    void theVariableIsReplacedAtTheBeginningOnly() {
        Map<String, String> environment = Map.of("XDG_DATA_HOME", "/data/you");

        assertThat(expanded("$XDG_DATA_HOME/cairn/index.db", environment))
                .isEqualTo("/data/you/cairn/index.db");
        assertThat(expanded("$XDG_DATA_HOMES/index.db", environment))
                .isEqualTo("$XDG_DATA_HOMES/index.db");
        assertThat(expanded("a/$XDG_DATA_HOME", environment)).isEqualTo("a/$XDG_DATA_HOME");
    }

    @Test
    void withoutTheVariableOrWithARelativeOneItIsTheUsualFolder() {
        assertThat(expanded("$XDG_DATA_HOME/i.db", Map.of()))
                .isEqualTo("/home/you/.local/share/i.db");
        assertThat(expanded("$XDG_DATA_HOME/i.db", Map.of("XDG_DATA_HOME", "data")))
                .isEqualTo("/home/you/.local/share/i.db");
    }
}
