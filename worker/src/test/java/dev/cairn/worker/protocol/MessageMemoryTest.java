package dev.cairn.worker.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class MessageMemoryTest {

    private static final int LONG_BYTES = 2 << 20;

    @Test
    void aLongMessageIsCountedWhileItIsWrittenAndGivenBackWhenItIsForgotten() {
        MessageMemory memory = new MessageMemory(8 << 20);
        BodyWriter writer = new BodyWriter(64 << 20, memory);

        writer.octets(new byte[1_000], 0, 1_000);
        assertThat(memory.taken()).isZero();
        writer.octets(new byte[LONG_BYTES], 0, LONG_BYTES);
        assertThat(memory.taken()).isGreaterThanOrEqualTo(LONG_BYTES);
        writer.clear();
        assertThat(memory.taken()).isZero();
    }

    @Test
    void aMessageThatFindsNoMemoryIsRefusedByName() {
        MessageMemory memory = new MessageMemory(3 << 20);
        BodyWriter first = new BodyWriter(64 << 20, memory);
        first.octets(new byte[LONG_BYTES], 0, LONG_BYTES);
        BodyWriter second = new BodyWriter(64 << 20, memory);

        assertThatThrownBy(() -> second.octets(new byte[LONG_BYTES], 0, LONG_BYTES))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.OVERLOADED));

        first.clear();
        second.octets(new byte[LONG_BYTES], 0, LONG_BYTES);
        assertThat(second.size()).isEqualTo(LONG_BYTES);
    }

    @Test
    void aMessageThatIsReadIsCountedAsItComesAndNotAsItIsAnnounced() throws Exception {
        MessageMemory memory = new MessageMemory(100L << 20);
        ByteBuffer frame = ByteBuffer.allocate(10 + LONG_BYTES);
        frame.putInt(6 + LONG_BYTES).put((byte) FrameType.EXECUTE.code()).put((byte) 0).putInt(1);
        FrameChannel whole =
                new FrameChannel(new MemoryChannel(frame.array(), 8_000), Limits.DEFAULT, memory);
        FrameChannel announced =
                new FrameChannel(
                        new MemoryChannel(Arrays.copyOf(frame.array(), 1_000), 8_000),
                        Limits.DEFAULT,
                        memory);

        assertThatThrownBy(announced::read).isInstanceOf(EOFException.class);
        assertThat(memory.taken()).isZero();
        whole.read();
        assertThat(memory.taken()).isGreaterThan(LONG_BYTES);
        whole.forgetMessage();
        assertThat(memory.taken()).isZero();
    }
}
