package dev.cairn.database;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Values that {@link ParameterValues#checked} has gone through, or that cannot be otherwise, so
 * that nobody need do it again. A text may be an {@link AsciiText}, which is a String for all who
 * do not ask.
 */
public final class CheckedValues extends AbstractList<@Nullable Object> implements RandomAccess {

    private final @Nullable Object[] values;

    /**
     * Takes over values.
     *
     * @param values not changed from now on
     */
    public CheckedValues(@Nullable Object[] values) {
        this.values = values;
    }

    @Override
    public @Nullable Object get(int index) {
        Object value = values[index];
        return value instanceof AsciiText text ? text.toString() : value;
    }

    @Override
    public int size() {
        return values.length;
    }

    /** Puts the values, as they are, where they are wanted. */
    public void copyTo(@Nullable Object[] target, int start) {
        System.arraycopy(values, 0, target, start, values.length);
    }
}
