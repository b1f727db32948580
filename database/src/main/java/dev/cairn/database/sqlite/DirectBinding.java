package dev.cairn.database.sqlite;

import dev.cairn.database.AsciiText;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.NativeDB;

/**
 * Binds values by the calls with which the library itself does so, which it keeps to itself. It
 * takes texts as strings alone, and turns each into UTF-8 again; here the bytes are handed on.
 *
 * <p>It is a record because the compiler takes only a record's fields for constants, and calls
 * through a handle at the speed of any other if that is one.
 */
record DirectBinding(
        MethodHandle text,
        MethodHandle blob,
        MethodHandle integer,
        MethodHandle real,
        MethodHandle nothing) {

    /**
     * Null where those calls cannot be reached, because the library has changed or lies in a module
     * that is closed; nothing is lost but time then.
     */
    static final @Nullable DirectBinding INSTANCE = find();

    private static @Nullable DirectBinding find() {
        try {
            return new DirectBinding(
                    find("bind_text_utf8", byte[].class),
                    find("bind_blob", byte[].class),
                    find("bind_long", long.class),
                    find("bind_double", double.class),
                    find("bind_null"));
        } catch (ReflectiveOperationException _) {
            return null;
        }
    }

    private static MethodHandle find(String name, Class<?>... value)
            throws ReflectiveOperationException {
        return MethodHandles.privateLookupIn(NativeDB.class, MethodHandles.lookup())
                .findVirtual(
                        NativeDB.class,
                        name,
                        MethodType.methodType(int.class, long.class, int.class)
                                .appendParameterTypes(value));
    }

    /**
     * Binds the first values to the parameters of a statement.
     *
     * @param pointer the address of the sqlite3_stmt
     * @param values null, Long, Double, String, AsciiText or byte[]
     */
    void bind(NativeDB database, long pointer, @Nullable Object[] values, int count)
            throws SQLException {
        for (int i = 0; i < count; i++) {
            int result = bind(database, pointer, i + 1, values[i]);
            if (result != 0) {
                database.throwex(result);
            }
        }
    }

    private int bind(NativeDB database, long pointer, int parameter, @Nullable Object value) {
        // No switch over classes, which generates a class when it is first run.
        try {
            if (value instanceof AsciiText ascii) {
                return (int) text.invokeExact(database, pointer, parameter, ascii.bytes());
            }
            if (value instanceof Long number) {
                return (int) integer.invokeExact(database, pointer, parameter, (long) number);
            }
            if (value instanceof Double number) {
                return (int) real.invokeExact(database, pointer, parameter, (double) number);
            }
            if (value instanceof String string) {
                byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
                return (int) text.invokeExact(database, pointer, parameter, utf8);
            }
            if (value instanceof byte[] bytes) {
                return (int) blob.invokeExact(database, pointer, parameter, bytes);
            }
            return (int) nothing.invokeExact(database, pointer, parameter);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("the library's calls throw nothing else", e);
        }
    }

    /** Returns the values as the library takes them. */
    static @Nullable Object[] withStrings(@Nullable Object[] values) {
        @Nullable Object[] all = values.clone();
        for (int i = 0; i < all.length; i++) {
            if (all[i] instanceof AsciiText text) {
                all[i] = text.toString();
            }
        }
        return all;
    }
}
