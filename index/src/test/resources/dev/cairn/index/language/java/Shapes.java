/* A licence, which documents nothing. */
package drawing.shapes;

import java.util.*;
import java.util.List;
import static java.lang.Math.PI;
import static java.util.Map.*;

/**
 * A thing with an area.
 *
 * @param <T> what it is measured in
 */
@Deprecated
@SuppressWarnings({"rawtypes", "unchecked"})
public sealed interface Shape<T extends Comparable<? super T>> permits Circle, Square {
    /** The number of shapes. */
    int COUNT = 2, OTHER = COUNT + 1;

    T area();

    default String describe() {
        return format(area());
    }

    private String format(T area) {
        return "area " + area;
    }
}

/// A round shape,
/// documented in Markdown.
record Circle(@Positive double radius) implements Shape<Double> {
    static int made;

    Circle {
        if (radius < 0) throw new IllegalArgumentException("negative");
    }

    @Override
    public Double area() {
        Runnable count = () -> made++;
        count.run();
        return PI * radius * radius;
    }
}

enum Colour {
    /** Like blood. */
    RED,
    GREEN("g") {
        @Override
        String code() { return "G"; }
    };

    Colour(String... codes) {}

    String code() { return name(); }
}

@interface Positive {
    int value() default 1;
}

public class Canvas<E extends Shape<?>> extends AbstractList<E> {
    private final @Nullable List<E> shapes = new ArrayList<>(), spare = null;
    public static final int größe = 1;

    static {
        register(Canvas.class);
    }

    public Canvas() {
        super();
    }

    @Override
    public <X extends E> Optional<X> find(
            Class<X> type, int... limits) throws java.io.IOException {
        class Counter {
            int count;
        }
        Comparator<E> order = new Comparator<>() {
            @Override
            public int compare(E a, E b) { return Integer.compare(a.hashCode(), b.hashCode()); }
        };
        return shapes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    protected static class Layer {
        public void clear() {}

        public class Cell {
            public int x;
        }
    }

    private static class Hidden {
        public void invisible() {}
    }
}
