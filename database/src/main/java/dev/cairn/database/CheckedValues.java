package dev.cairn.database;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Values that {@link ParameterValues#checked} has gone through, or that cannot be otherwise, so
 * that nobody need do it again.
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
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    /** Puts the values where they are wanted. */
    public void copyTo(@Nullable Object[] target, int start) {
        System.arraycopy(values, 0, target, start, values.length);
    }
}
