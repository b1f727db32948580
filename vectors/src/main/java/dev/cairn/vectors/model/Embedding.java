package dev.cairn.vectors.model;

/**
 * A direction, with eight bits for each dimension. Its length means nothing: the largest number is
 * scaled to 127, so that as little as possible is lost by rounding.
 */
public final class Embedding {

    /** The most numbers that a vector may have; known models make up to 4,096. */
    static final int MOST_DIMENSIONS = 8_192;

    private static final int LARGEST = 127;

    private final byte[] values;

    private Embedding(byte[] values) {
        this.values = values;
    }

    /**
     * Returns the direction of a vector, rounded.
     *
     * @throws ModelException if one of its numbers is not finite
     */
    public static Embedding of(float[] vector) {
        float largest = 0;
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                throw new ModelException("a vector has the number %s".formatted(value));
            }
            largest = Math.max(largest, Math.abs(value));
        }
        byte[] values = new byte[vector.length];
        if (largest > 0) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (byte) Math.round(vector[i] / largest * LARGEST);
            }
        }
        return new Embedding(values);
    }

    /** Returns the direction that the bytes of a database have. */
    public static Embedding ofBytes(byte[] values) {
        return new Embedding(values.clone());
    }

    /** Returns its numbers, one byte each. */
    public byte[] bytes() {
        return values.clone();
    }

    /** Returns how many numbers it has. */
    public int dimensions() {
        return values.length;
    }

    /** Returns the cosine of the angle to another direction; 0 if one of them is zero. */
    public double cosine(Embedding other) {
        long product = 0;
        long own = 0;
        long others = 0;
        for (int i = 0; i < values.length; i++) {
            product += values[i] * other.values[i];
            own += values[i] * values[i];
            others += other.values[i] * other.values[i];
        }
        return own == 0 || others == 0 ? 0 : product / Math.sqrt((double) own * others);
    }
}
