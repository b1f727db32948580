package dev.cairn.index.scip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScipFileTest {

    private static final int MESSAGE_BYTES = 1 << 20;

    @TempDir private Path folder;

    /** Three messages, each field 2 with a byte string as its field 1. */
    private Path threeMessages() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            out.write(2 << 3 | 2);
            varint(out, MESSAGE_BYTES);
            out.write(1 << 3 | 2);
            varint(out, MESSAGE_BYTES - 4);
            out.write(new byte[MESSAGE_BYTES - 4]);
        }
        return Files.write(folder.resolve("index.scip"), out.toByteArray());
    }

    private static void varint(ByteArrayOutputStream out, int number) {
        int left = number;
        while (left > 0x7f) {
            out.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    @Test
    void messagesAreReadOneAfterAnother() throws IOException {
        try (ScipFile file = new ScipFile(threeMessages())) {
            assertThat(file.next()).isEqualTo(2);
            assertThat(file.message(MESSAGE_BYTES).next()).isOne();
            assertThat(file.next()).isEqualTo(2);
            file.skip();
            assertThat(file.next()).isEqualTo(2);
            assertThatThrownBy(() -> file.message(1000))
                    .isInstanceOf(InvalidScipException.class)
                    .hasMessageContaining("it may have 1000");
        }
    }

    @Test
    void aFileThatIsShortenedWhileItIsReadIsInvalid() throws IOException {
        Path path = threeMessages();
        try (ScipFile file = new ScipFile(path)) {
            file.next();
            file.message(MESSAGE_BYTES);
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(MESSAGE_BYTES + MESSAGE_BYTES / 2);
            }
            file.next();
            assertThatThrownBy(() -> file.message(MESSAGE_BYTES))
                    .isInstanceOf(InvalidScipException.class)
                    .hasMessageContaining("another program shortened it");
        }
    }
}
