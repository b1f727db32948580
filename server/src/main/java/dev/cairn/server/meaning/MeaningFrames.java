package dev.cairn.server.meaning;

import dev.cairn.index.meaning.MeaningCoverage;
import dev.cairn.index.meaning.MeaningQuestion;
import dev.cairn.index.meaning.Nearest;
import dev.cairn.index.search.query.Field;
import dev.cairn.index.search.query.Restriction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions and answers as bytes: a length, the version of the format, then the parts in the order
 * of the records. Both ends are of one installation; another version is refused.
 */
public final class MeaningFrames {

    /** The most bytes that a question or an answer has. */
    static final int LONGEST = 1 << 20;

    private static final int VERSION = 1;
    private static final int MOST_RESTRICTIONS = 200;
    private static final int LONGEST_TEXT = 100_000;
    private static final byte FOUND = 1;
    private static final byte UNAVAILABLE = 0;

    private MeaningFrames() {}

    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static byte[] frame(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0);
            out.writeByte(VERSION);
            content.writeTo(out);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
        byte[] frame = bytes.toByteArray();
        int length = frame.length - Integer.BYTES;
        for (int i = 0; i < Integer.BYTES; i++) {
            frame[i] = (byte) (length >>> (8 * (Integer.BYTES - 1 - i)));
        }
        return frame;
    }

    private static DataInputStream open(byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("the other end speaks version " + version + " of the protocol");
        }
        return in;
    }

    static byte[] write(MeaningQuestion question) {
        return frame(out -> {
            write(question.text(), out);
            write(question.kind().name(), out);
            out.writeInt(question.limit());
            out.writeInt(question.restrictions().size());
            for (Restriction restriction : question.restrictions()) {
                write(restriction.field().name(), out);
                out.writeBoolean(restriction.negated());
                out.writeInt(restriction.values().size());
                for (String value : restriction.values()) {
                    write(value, out);
                }
            }
        });
    }

    /**
     * Reads a question.
     *
     * @throws IOException if it is not one
     */
    public static MeaningQuestion question(byte[] body) throws IOException {
        try (DataInputStream in = open(body)) {
            String text = text(in);
            MeaningQuestion.Kind kind = one(MeaningQuestion.Kind.values(), text(in));
            int limit = in.readInt();
            List<Restriction> restrictions = new ArrayList<>();
            for (int left = count(in); left > 0; left--) {
                Field field = one(Field.values(), text(in));
                boolean negated = in.readBoolean();
                List<String> values = new ArrayList<>();
                for (int more = count(in); more > 0; more--) {
                    values.add(text(in));
                }
                restrictions.add(new Restriction(field, values, negated));
            }
            return new MeaningQuestion(text, kind, restrictions, limit);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Returns an answer as it is sent. */
    public static byte[] write(Nearest answer) {
        return frame(out -> {
            switch (answer) {
                case Nearest.Unavailable(String reason) -> {
                    out.writeByte(UNAVAILABLE);
                    write(reason, out);
                }
                case Nearest.Found(List<Nearest.Near> near, MeaningCoverage coverage) -> {
                    out.writeByte(FOUND);
                    write(coverage.model(), out);
                    out.writeLong(coverage.embedded());
                    out.writeLong(coverage.definitions());
                    out.writeLong(coverage.timeLeft().toSeconds());
                    out.writeInt(near.size());
                    for (Nearest.Near one : near) {
                        out.writeLong(one.definition());
                        write(one.textHash(), out);
                        out.writeDouble(one.similarity());
                    }
                }
            }
        });
    }

    static Nearest answer(byte[] body) throws IOException {
        try (DataInputStream in = open(body)) {
            if (in.readByte() == UNAVAILABLE) {
                return new Nearest.Unavailable(text(in));
            }
            MeaningCoverage coverage =
                    new MeaningCoverage(
                            text(in),
                            in.readLong(),
                            in.readLong(),
                            Duration.ofSeconds(in.readLong()));
            List<Nearest.Near> near = new ArrayList<>();
            int count = in.readInt();
            for (int i = 0; i < count && i < MeaningQuestion.MOST; i++) {
                near.add(new Nearest.Near(in.readLong(), text(in), in.readDouble()));
            }
            return new Nearest.Found(near, coverage);
        }
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IOException("a text of " + length + " bytes is too long");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_RESTRICTIONS) {
            throw new IOException(count + " restrictions or values are too many");
        }
        return count;
    }

    private static <T extends Enum<T>> T one(T[] values, String name) throws IOException {
        for (T value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw new IOException("the other end sent a word that is not known here");
    }
}
