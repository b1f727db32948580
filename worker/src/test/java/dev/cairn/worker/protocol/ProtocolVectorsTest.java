package dev.cairn.worker.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bytes that docs/worker-protocol.md gives as examples, and those of every kind of value. */
final class ProtocolVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    private static String bytesOf(Request request, int number) throws IOException {
        MemoryChannel channel = new MemoryChannel(new byte[0], 1);
        FrameChannel frames = new FrameChannel(channel, Limits.DEFAULT);
        frames.write(request, number);
        frames.flush();
        return HEX.formatHex(channel.written());
    }

    private static String bytesOf(Response response, TransactionState state, int number)
            throws IOException {
        MemoryChannel channel = new MemoryChannel(new byte[0], 1);
        FrameChannel frames = new FrameChannel(channel, Limits.DEFAULT);
        frames.write(response, state, number);
        frames.flush();
        return HEX.formatHex(channel.written());
    }

    private static String bytesOf(@Nullable Object value) {
        BodyWriter out = new BodyWriter(1 << 20);
        out.value(value);
        return HEX.formatHex(out.toByteArray());
    }

    @Test
    void everyStorageClassHasItsTag() {
        assertThat(bytesOf((Object) null)).isEqualTo("00");
        assertThat(bytesOf(0L)).isEqualTo("0100");
        assertThat(bytesOf(-1L)).isEqualTo("0101");
        assertThat(bytesOf(1)).isEqualTo("0102");
        assertThat(bytesOf(true)).isEqualTo("0102");
        assertThat(bytesOf(150L)).isEqualTo("01ac02");
        assertThat(bytesOf(Long.MAX_VALUE)).isEqualTo("01feffffffffffffffff01");
        assertThat(bytesOf(Long.MIN_VALUE)).isEqualTo("01ffffffffffffffffff01");
        assertThat(bytesOf(1.5)).isEqualTo("023ff8000000000000");
        assertThat(bytesOf("a\0ß")).isEqualTo("03046100c39f");
        assertThat(bytesOf("")).isEqualTo("0300");
        assertThat(bytesOf(new byte[] {0, (byte) 0xFF})).isEqualTo("040200ff");
    }

    @Test
    void magicComesBeforeTheFirstFrame() throws IOException {
        MemoryChannel channel = new MemoryChannel(new byte[0], 1);
        FrameChannel frames = new FrameChannel(channel, Limits.DEFAULT);
        frames.writeMagic();
        frames.flush();
        assertThat(HEX.formatHex(channel.written())).isEqualTo("434149524e00010a");
    }

    @Test
    void requestsHaveTheDocumentedBytes() throws IOException {
        assertThat(bytesOf(new Request.Ping(), 7)).isEqualTo("00000006" + "12" + "00" + "00000007");
        assertThat(bytesOf(new Request.Hello(1, 1, "cairn", 300, "0.1.0", List.of()), 0))
                .isEqualTo(
                        "00000017"
                                + "01"
                                + "00"
                                + "00000000"
                                + "01"
                                + "01"
                                + "05636169726e"
                                + "ac02"
                                + "05302e312e30"
                                + "00");
        assertThat(
                        bytesOf(
                                new Request.Execute(
                                        new NumberedStatement(1, "DELETE FROM t WHERE a=?"),
                                        1_000,
                                        "",
                                        List.of(5L)),
                                2))
                .isEqualTo(
                        "00000026"
                                + "04"
                                + "00"
                                + "00000002"
                                + "01"
                                + "01"
                                + "17"
                                + "44454c4554452046524f4d207420574845524520613d3f"
                                + "e807"
                                + "00"
                                + "01"
                                + "010a");
        assertThat(
                        bytesOf(
                                new Request.Query(new NumberedStatement(3, null), 0, 2, List.of()),
                                0x01020304))
                .isEqualTo(
                        "0000000b" + "05" + "00" + "01020304" + "03" + "00" + "00" + "02" + "00");
        assertThat(bytesOf(new Request.Begin(TransactionMode.WRITE, 30_000, 5_000), 4))
                .isEqualTo("0000000c" + "0a" + "00" + "00000004" + "01" + "b0ea01" + "8827");
    }

    @Test
    void answersHaveTheDocumentedBytes() throws IOException {
        assertThat(bytesOf(new Response.Complete(1, -2), TransactionState.WRITE, 9))
                .isEqualTo("00000008" + "82" + "20" + "00000009" + "01" + "03");
        assertThat(
                        bytesOf(
                                new Response.Failure(DatabaseErrorCode.BUSY, "no", List.of("a")),
                                TransactionState.IDLE,
                                9))
                .isEqualTo(
                        "00000017"
                                + "83"
                                + "00"
                                + "00000009"
                                + "0442555359"
                                + "053430303031"
                                + "026e6f"
                                + "01"
                                + "0161");
    }

    @Test
    void aBatchCountsItsRowsAndEachRowItsValues() throws IOException {
        assertThat(
                        bytesOf(
                                new Request.Batch(
                                        new NumberedStatement(1, null),
                                        0,
                                        "",
                                        BatchRows.of(
                                                List.of(Arrays.asList(1L, null), List.of("x")))),
                                1))
                .isEqualTo(
                        "00000013"
                                + "06"
                                + "00"
                                + "00000001"
                                + "01"
                                + "00"
                                + "00"
                                + "00"
                                + "02"
                                + "02"
                                + "0102"
                                + "00"
                                + "01"
                                + "030178");
    }
}
