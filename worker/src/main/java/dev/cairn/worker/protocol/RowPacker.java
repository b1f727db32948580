package dev.cairn.worker.protocol;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fills a frame with rows, straight from the query: the names of the columns if it is the first,
 * then the values of row after row, until the frame has its size.
 */
public final class RowPacker {

    /** From which size on a frame is sent. One row is never cut. */
    static final int FRAME_BYTES = 64 << 10;

    private final Rows rows;
    private final BodyWriter out;
    private @Nullable DatabaseException failure;

    /** Makes a packer for the rest of a query. */
    public RowPacker(Rows rows, BodyWriter out) {
        this.rows = rows;
        this.out = out;
    }

    /**
     * Fills one frame.
     *
     * @param first whether it is the first of the query
     * @return its flags
     * @throws DatabaseException if there is an error before the first row of the frame
     */
    public int pack(boolean first) {
        return rows.readingMany(() -> packRows(first));
    }

    private int packRows(boolean first) {
        List<String> columns = rows.columns();
        if (first) {
            out.texts(columns);
        }
        int flags = first ? Frame.FIRST : 0;
        boolean empty = true;
        while (out.size() < FRAME_BYTES) {
            int start = out.size();
            try {
                if (!rows.next()) {
                    return flags | Frame.LAST;
                }
                for (int column = 0; column < columns.size(); column++) {
                    out.value(rows, column);
                }
                empty = false;
            } catch (DatabaseException e) {
                if (empty) {
                    throw e;
                }
                out.cutTo(start);
                failure = e;
                return flags;
            }
        }
        return flags;
    }

    /** Returns the error that ended the frame, to be thrown instead of the next. */
    public @Nullable DatabaseException failure() {
        return failure;
    }
}
