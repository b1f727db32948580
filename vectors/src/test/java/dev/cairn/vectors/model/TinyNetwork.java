package dev.cairn.vectors.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A network of one node in the format of ONNX, which is that of protocol buffers. */
final class TinyNetwork {

    private static final int IR_VERSION = 8;
    private static final int OPERATORS = 13;
    private static final int INT64 = 7;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private TinyNetwork() {}

    /** Returns a network that gives back its only input: whole numbers of a text. */
    static byte[] identity(String input) {
        TinyNetwork node = new TinyNetwork().text(1, input).text(2, "y").text(4, "Identity");
        TinyNetwork graph =
                new TinyNetwork()
                        .message(1, node)
                        .text(2, "graph")
                        .message(11, value(input))
                        .message(12, value("y"));
        return new TinyNetwork()
                .number(1, IR_VERSION)
                .message(7, graph)
                .message(8, new TinyNetwork().number(2, OPERATORS))
                .bytes
                .toByteArray();
    }

    private static TinyNetwork value(String name) {
        TinyNetwork shape =
                new TinyNetwork()
                        .message(1, new TinyNetwork().text(2, "texts"))
                        .message(1, new TinyNetwork().text(2, "pieces"));
        TinyNetwork tensor = new TinyNetwork().number(1, INT64).message(2, shape);
        return new TinyNetwork().text(1, name).message(2, new TinyNetwork().message(1, tensor));
    }

    private TinyNetwork number(int field, int value) {
        bytes.write(field << 3);
        bytes.write(value);
        return this;
    }

    private TinyNetwork text(int field, String text) {
        return content(field, text.getBytes(UTF_8));
    }

    private TinyNetwork message(int field, TinyNetwork message) {
        return content(field, message.bytes.toByteArray());
    }

    /** All are shorter than 16,384 bytes. */
    private TinyNetwork content(int field, byte[] content) {
        bytes.write((field << 3) | 2);
        bytes.write((content.length & 0x7F) | 0x80);
        bytes.write(content.length >> 7);
        bytes.writeBytes(content);
        return this;
    }
}
