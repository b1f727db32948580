package dev.cairn.index.reader;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads values by their declared types: records of numbers, booleans, texts, enum
 * constants, optionals, lists, other records, and sealed interfaces of records. Both sides run the
 * same program, so nothing but the values is written. Nothing else can be read than what the types
 * allow, whatever the other side writes.
 */
abstract class RecordCodec {

    private static final int MAX_LENGTH = 64 * 1024 * 1024;
    private static final Map<Type, RecordCodec> KNOWN = new ConcurrentHashMap<>();

    private RecordCodec() {}

    /** Returns the codec of a type. */
    static RecordCodec of(Type type) {
        RecordCodec known = KNOWN.get(type);
        if (known == null) {
            known = make(type);
            KNOWN.put(type, known);
        }
        return known;
    }

    abstract void write(DataOutputStream out, Object value) throws IOException;

    abstract Object read(DataInputStream in) throws IOException;

    private static RecordCodec make(Type type) {
        if (type instanceof ParameterizedType generic) {
            RecordCodec element = of(generic.getActualTypeArguments()[0]);
            if (generic.getRawType() == List.class) {
                return new Elements(element);
            }
            if (generic.getRawType() == Optional.class) {
                return new Maybe(element);
            }
        }
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        throw unsupported(type);
    }

    private static RecordCodec ofClass(Class<?> type) {
        if (type.isRecord()) {
            return new Components(type);
        }
        if (type.isSealed()) {
            return new Variants(type);
        }
        if (type.isEnum()) {
            return new Constants(type);
        }
        if (type == String.class) {
            return new Texts();
        }
        if (type == int.class || type == Integer.class) {
            return new Integers();
        }
        if (type == long.class || type == Long.class) {
            return new Longs();
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Booleans();
        }
        if (type == double.class || type == Double.class) {
            return new Doubles();
        }
        throw unsupported(type);
    }

    private static IllegalArgumentException unsupported(Type type) {
        return new IllegalArgumentException("a reader's process cannot send values of " + type);
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_LENGTH) {
            throw new IOException("invalid length " + length);
        }
        return length;
    }

    private static final class Components extends RecordCodec {

        private final Method[] accessors;
        private final Type[] types;
        private final Constructor<?> constructor;

        /** Found when first needed, because a type may hold itself. */
        private final @Nullable RecordCodec[] codecs;

        Components(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            accessors =
                    Arrays.stream(components)
                            .map(RecordComponent::getAccessor)
                            .toArray(Method[]::new);
            types =
                    Arrays.stream(components)
                            .map(RecordComponent::getGenericType)
                            .toArray(Type[]::new);
            Class<?>[] raw =
                    Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            try {
                constructor = type.getDeclaredConstructor(raw);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("a record has no canonical constructor", e);
            }
            codecs = new RecordCodec[types.length];
            constructor.setAccessible(true);
            for (Method accessor : accessors) {
                accessor.setAccessible(true);
            }
        }

        private RecordCodec codec(int index) {
            RecordCodec known = codecs[index];
            if (known == null) {
                known = of(types[index]);
                codecs[index] = known;
            }
            return known;
        }

        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            try {
                for (int i = 0; i < accessors.length; i++) {
                    codec(i).write(out, accessors[i].invoke(value));
                }
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read a record's component", e);
            }
        }

        @Override
        Object read(DataInputStream in) throws IOException {
            Object[] values = new Object[types.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = codec(i).read(in);
            }
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException | InstantiationException e) {
                throw new IOException("an invalid record was sent", e);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("cannot make a record", e);
            }
        }
    }

    private static final class Variants extends RecordCodec {

        private final List<Class<?>> types;

        Variants(Class<?> type) {
            types =
                    Arrays.<Class<?>>stream(type.getPermittedSubclasses())
                            .sorted(Comparator.comparing(Class::getName))
                            .toList();
        }

        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            out.writeByte(types.indexOf(value.getClass()));
            of(value.getClass()).write(out, value);
        }

        @Override
        Object read(DataInputStream in) throws IOException {
            int index = in.readUnsignedByte();
            if (index >= types.size()) {
                throw new IOException("unknown variant " + index);
            }
            return of(types.get(index)).read(in);
        }
    }

    private static final class Elements extends RecordCodec {

        private final RecordCodec element;

        Elements(RecordCodec element) {
            this.element = element;
        }

        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            List<?> list = (List<?>) value;
            out.writeInt(list.size());
            for (Object one : list) {
                element.write(out, one);
            }
        }

        @Override
        Object read(DataInputStream in) throws IOException {
            int length = length(in);
            List<Object> list = new ArrayList<>(Math.min(length, 1024));
            for (int i = 0; i < length; i++) {
                list.add(element.read(in));
            }
            return list;
        }
    }

    private static final class Maybe extends RecordCodec {

        private final RecordCodec element;

        Maybe(RecordCodec element) {
            this.element = element;
        }

        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            Optional<?> optional = (Optional<?>) value;
            out.writeBoolean(optional.isPresent());
            if (optional.isPresent()) {
                element.write(out, optional.get());
            }
        }

        @Override
        Object read(DataInputStream in) throws IOException {
            return in.readBoolean() ? Optional.of(element.read(in)) : Optional.empty();
        }
    }

    private static final class Constants extends RecordCodec {

        private final Object[] constants;

        Constants(Class<?> type) {
            constants = type.getEnumConstants();
        }

        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            out.writeShort(Arrays.asList(constants).indexOf(value));
        }

        @Override
        Object read(DataInputStream in) throws IOException {
            int ordinal = in.readUnsignedShort();
            if (ordinal >= constants.length) {
                throw new IOException("unknown constant " + ordinal);
            }
            return constants[ordinal];
        }
    }

    /** Texts keep lone surrogates, which a source text may have. */
    private static final class Texts extends RecordCodec {

        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            String text = (String) value;
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            boolean exact = isExact(text, utf8);
            byte[] bytes = exact ? utf8 : units(text);
            out.writeBoolean(exact);
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        private static boolean isExact(String text, byte[] utf8) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isSurrogate(text.charAt(i))) {
                    return new String(utf8, StandardCharsets.UTF_8).equals(text);
                }
            }
            return true;
        }

        private static byte[] units(String text) {
            byte[] bytes = new byte[2 * text.length()];
            for (int i = 0; i < text.length(); i++) {
                bytes[2 * i] = (byte) (text.charAt(i) >> 8);
                bytes[2 * i + 1] = (byte) text.charAt(i);
            }
            return bytes;
        }

        @Override
        Object read(DataInputStream in) throws IOException {
            boolean exact = in.readBoolean();
            byte[] bytes = in.readNBytes(length(in));
            if (exact) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
            char[] text = new char[bytes.length / 2];
            for (int i = 0; i < text.length; i++) {
                text[i] = (char) ((bytes[2 * i] & 0xFF) << 8 | (bytes[2 * i + 1] & 0xFF));
            }
            return new String(text);
        }
    }

    private static final class Integers extends RecordCodec {

        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            out.writeInt((Integer) value);
        }

        @Override
        Object read(DataInputStream in) throws IOException {
            return in.readInt();
        }
    }

    private static final class Longs extends RecordCodec {

        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            out.writeLong((Long) value);
        }

        @Override
        Object read(DataInputStream in) throws IOException {
            return in.readLong();
        }
    }

    private static final class Booleans extends RecordCodec {

        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            out.writeBoolean((Boolean) value);
        }

        @Override
        Object read(DataInputStream in) throws IOException {
            return in.readBoolean();
        }
    }

    private static final class Doubles extends RecordCodec {

        @Override
        void write(DataOutputStream out, Object value) throws IOException {
            out.writeDouble((Double) value);
        }

        @Override
        Object read(DataInputStream in) throws IOException {
            return in.readDouble();
        }
    }
}
