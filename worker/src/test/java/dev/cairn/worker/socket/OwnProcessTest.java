package dev.cairn.worker.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnProcessTest {

    @Test
    void isTheProcessThatTheJdkNames() {
        assertThat(OwnProcess.id()).isEqualTo(ProcessHandle.current().pid());
    }
}
