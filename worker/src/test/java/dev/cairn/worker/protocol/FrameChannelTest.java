package dev.cairn.worker.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.OperationPolicy;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FrameChannelTest {

    private static final Limits SMALL = new Limits(64, 1_000, 1_000, 10, 10, 4, 4, 4, 4);

    private static byte[] written(Limits limits, Request... requests) throws IOException {
        MemoryChannel channel = new MemoryChannel(new byte[0], 1);
        FrameChannel frames = new FrameChannel(channel, limits);
        for (int i = 0; i < requests.length; i++) {
            frames.write(requests[i], i);
        }
        frames.flush();
        return channel.written();
    }

    private static FrameChannel reading(byte[] bytes, int bytesPerRead, Limits limits) {
        return new FrameChannel(new MemoryChannel(bytes, bytesPerRead), limits);
    }

    private static Frame present(@Nullable Frame frame) {
        assertThat(frame).isNotNull();
        return Objects.requireNonNull(frame);
    }

    @Test
    void framesAreReadHoweverTheirBytesArrive() throws IOException {
        Request execute =
                new Request.Execute(
                        new NumberedStatement(1, "INSERT INTO t VALUES(?,?,?,?)"),
                        0,
                        "key",
                        Arrays.asList(Long.MIN_VALUE, -0.0, "x\0\uD83D\uDE00", null));
        byte[] bytes = written(Limits.DEFAULT, execute, new Request.Commit("k"));
        for (int bytesPerRead = 1; bytesPerRead < bytes.length; bytesPerRead++) {
            FrameChannel frames = reading(bytes, bytesPerRead, Limits.DEFAULT);
            assertThat(RequestReader.read(present(frames.read()))).isEqualTo(execute);
            assertThat(RequestReader.read(present(frames.read())))
                    .isEqualTo(new Request.Commit("k"));
            assertThat(frames.read()).isNull();
        }
    }

    @Test
    void doublesArriveBitForBit() {
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            BodyWriter out = new BodyWriter(100);
            out.real(value);
            assertThat(Double.doubleToRawLongBits(new BodyReader(out.toByteArray()).real()))
                    .isEqualTo(Double.doubleToRawLongBits(value));
        }
    }

    @Test
    void aMessageLongerThanAFrameGoesInSeveral() throws IOException {
        Request perform = new Request.Perform("Sync", "x".repeat(900));
        byte[] bytes = written(SMALL, perform);
        assertThat(bytes.length).isGreaterThan(900 + 14 * Frame.HEADER_BYTES);
        assertThat(RequestReader.read(present(reading(bytes, 7, SMALL).read()))).isEqualTo(perform);
    }

    @Test
    void aMessageOverTheLimitIsRefusedOnBothSides() throws IOException {
        Request perform = new Request.Perform("Sync", "x".repeat(1_001));
        assertCode(DatabaseErrorCode.TOO_LARGE, () -> written(SMALL, perform));
        byte[] bytes = written(new Limits(64, 2_000, 1, 1, 1, 1, 1, 1, 1), perform);
        assertCode(DatabaseErrorCode.TOO_LARGE, () -> reading(bytes, 100, SMALL).read());
    }

    @Test
    void aPromiseOfFourGibibytesAllocatesNothing() {
        byte[] bytes = HexFormat.of().parseHex("ffffffff" + "12" + "00" + "00000001");
        assertCode(DatabaseErrorCode.TOO_LARGE, () -> reading(bytes, 10, Limits.DEFAULT).read());
        byte[] negative = HexFormat.of().parseHex("00000001" + "12" + "00" + "00000001");
        assertCode(DatabaseErrorCode.TOO_LARGE, () -> reading(negative, 10, Limits.DEFAULT).read());
    }

    @Test
    void anEndInsideAFrameIsNotAnEndBetweenTwo() throws IOException {
        byte[] bytes = written(Limits.DEFAULT, new Request.Commit("key"));
        for (int length = 1; length < bytes.length; length++) {
            FrameChannel frames = reading(Arrays.copyOf(bytes, length), 3, Limits.DEFAULT);
            assertThatThrownBy(frames::read).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void somethingElseThanAClientIsToldApartByItsFirstBytes() {
        assertCode(
                DatabaseErrorCode.PROTOCOL,
                () ->
                        reading(
                                        "GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII),
                                        4,
                                        Limits.DEFAULT)
                                .readMagic());
    }

    @Test
    void brokenBodiesAreProtocolErrorsAndNothingElse() {
        Random random = new Random(17);
        List<byte[]> bodies = new ArrayList<>();
        for (Request request : examples()) {
            BodyWriter out = new BodyWriter(10_000);
            request.write(out);
            bodies.add(out.toByteArray());
        }
        FrameType[] types = FrameType.values();
        for (int i = 0; i < 200_000; i++) {
            byte[] body = mutate(bodies.get(random.nextInt(bodies.size())), random);
            Frame frame = new Frame(types[random.nextInt(types.length)], 0, 1, body);
            try {
                if (frame.type().code() < 0x80) {
                    readWhole(RequestReader.read(frame));
                } else {
                    ResponseReader.read(frame);
                }
            } catch (DatabaseException e) {
                assertThat(e.code()).isEqualTo(DatabaseErrorCode.PROTOCOL);
            }
        }
    }

    /** The rows of a batch are looked through when it is read, and read when it is their turn. */
    private static void readWhole(Request request) {
        if (request instanceof Request.Batch batch) {
            assertThat(List.copyOf(batch.rows())).hasSize(batch.rows().size());
        } else if (request instanceof Request.Pipeline pipeline) {
            pipeline.steps().forEach(step -> readWhole(step.request()));
        }
    }

    @Test
    void theRowsOfABatchAreTheSameHoweverOftenTheyAreRead() {
        List<List<Object>> rows =
                List.of(
                        Arrays.asList(1L, null, "x\0\uD83D\uDE00"),
                        List.of(),
                        List.of(-0.5, Long.MIN_VALUE));
        BodyWriter out = new BodyWriter(1_000);
        new Request.Batch(new NumberedStatement(1, "sql"), 7, "key", BatchRows.of(rows)).write(out);
        Request.Batch batch =
                (Request.Batch)
                        RequestReader.read(new Frame(FrameType.BATCH, 0, 1, out.toByteArray()));
        for (int i = 0; i < 2; i++) {
            assertThat(new ArrayList<>(batch.rows())).isEqualTo(rows);
        }
        assertThat(batch.key()).isEqualTo("key");
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] body = Arrays.copyOf(original, random.nextInt(original.length + 4));
        for (int changes = random.nextInt(4); changes > 0 && body.length > 0; changes--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    private static List<Request> examples() {
        NumberedStatement text = new NumberedStatement(1, "SELECT ?");
        return List.of(
                new Request.Hello(1, 2, "c", 1, "p", List.of("a", "b")),
                new Request.Prepare(text),
                new Request.Execute(text, 1, "k", List.of(1L, "two", 3.0, new byte[] {4})),
                new Request.Query(text, 1, 2, List.of("x")),
                new Request.Batch(text, 0, "", BatchRows.of(List.of(List.of(1L), List.of(2L)))),
                new Request.Pipeline(
                        List.of(
                                new Request.Pipeline.Step(
                                        Request.Pipeline.Condition.ALWAYS,
                                        new Request.Begin(TransactionMode.WRITE, 1, 1)),
                                new Request.Pipeline.Step(
                                        Request.Pipeline.Condition.ALL_DONE,
                                        new Request.Execute(text, 0, "", List.of())))),
                new Request.Summary(),
                new Request.Fetch(1, 1),
                new Request.SetSavepoint(Request.SetSavepoint.Action.SET, "a"),
                new Request.Cancel("00ff", 3),
                new Request.Resolve("key"),
                new Request.Perform("n", "{}"));
    }

    @Test
    void everyRequestIsReadAsItWasWritten() throws IOException {
        for (Request request : examples()) {
            Frame frame =
                    present(reading(written(Limits.DEFAULT, request), 5, Limits.DEFAULT).read());
            assertThat(RequestReader.read(frame))
                    .usingRecursiveComparison()
                    .withStrictTypeChecking()
                    .ignoringCollectionOrder()
                    .isEqualTo(request);
        }
    }

    @Test
    void everyAnswerIsReadAsItWasWritten() throws IOException {
        Response.Complete complete = new Response.Complete(3, -4);
        Response.Failure failure =
                new Response.Failure(DatabaseErrorCode.CONSTRAINT, "m", List.of("d"));
        List<Response> responses =
                List.of(
                        new Response.Welcome(
                                1,
                                2,
                                "e0",
                                3,
                                "c0",
                                "3.54.1",
                                "/a/b.db",
                                "0.1",
                                Limits.DEFAULT,
                                List.of("x")),
                        complete,
                        failure,
                        new Response.Progress("copy", 1, 2),
                        new Response.Document("{}"),
                        new Response.Summary(
                                new WorkerSummary(
                                        "/a.db",
                                        1,
                                        2,
                                        new OperationPolicy.Status(
                                                OperationPolicy.Circuit.OPEN,
                                                Optional.of("full"),
                                                3))),
                        new Response.PipelineResult(
                                List.of(
                                        new Response.StepResult.Done(complete),
                                        new Response.StepResult.Failed(failure),
                                        new Response.StepResult.Skipped())),
                        new Response.Resolution(true, complete));
        for (Response response : responses) {
            MemoryChannel channel = new MemoryChannel(new byte[0], 1);
            FrameChannel frames = new FrameChannel(channel, Limits.DEFAULT);
            frames.write(response, TransactionState.FAILED, 5);
            frames.flush();
            Frame frame = present(reading(channel.written(), 9, Limits.DEFAULT).read());
            assertThat(frame.transactionState()).isEqualTo(TransactionState.FAILED);
            assertThat(ResponseReader.read(frame)).usingRecursiveComparison().isEqualTo(response);
        }
    }

    private static void assertCode(DatabaseErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
