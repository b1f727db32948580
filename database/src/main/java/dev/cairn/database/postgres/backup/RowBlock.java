package dev.cairn.database.postgres.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The rows of one table in a backup: the lines up to one that is a backslash and a period. */
final class RowBlock extends InputStream {

    private static final int END_BYTES = 3;

    private final BufferedInputStream in;
    private boolean atLineStart = true;
    private boolean ended;

    RowBlock(BufferedInputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        if (ended || (atLineStart && isEnd())) {
            return -1;
        }
        int next = in.read();
        if (next < 0) {
            throw new IOException("the file ends in the rows of a table");
        }
        atLineStart = next == '\n';
        return next;
    }

    private boolean isEnd() throws IOException {
        in.mark(END_BYTES);
        ended = in.read() == '\\' && in.read() == '.' && in.read() == '\n';
        if (!ended) {
            in.reset();
        }
        return ended;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next < 0) {
                break;
            }
            bytes[from + count] = (byte) next;
            count++;
        }
        return count == 0 && length > 0 ? -1 : count;
    }
}
