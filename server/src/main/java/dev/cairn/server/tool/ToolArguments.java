package dev.cairn.server.tool;

import dev.cairn.index.answer.AnswerText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The arguments of one call, checked against what the tool declares. */
public final class ToolArguments {

    private final Declaration declaration;
    private final Map<String, Object> values;

    private ToolArguments(Declaration declaration, Map<String, Object> values) {
        this.declaration = declaration;
        this.values = values;
    }

    /**
     * Checks the arguments of a call.
     *
     * @param values strings, numbers, booleans, lists and maps, as JSON has them
     * @throws ToolException if an argument is unknown, missing, of another type or out of range
     */
    public static ToolArguments of(Declaration declaration, Map<String, Object> values) {
        for (String name : values.keySet()) {
            if (!declaration.parameters.containsKey(name)) {
                throw new ToolException(
                        "unknown argument '%s'; the arguments are %s"
                                .formatted(
                                        quoted(name),
                                        String.join(", ", declaration.parameters.keySet())));
            }
        }
        for (Map.Entry<String, Parameter> entry : declaration.parameters.entrySet()) {
            Object value = values.get(entry.getKey());
            if (value == null && entry.getValue().required) {
                throw new ToolException("argument '%s' is missing".formatted(entry.getKey()));
            }
            if (value != null) {
                entry.getValue().check(entry.getKey(), value);
            }
        }
        Map<String, Object> given = new LinkedHashMap<>(values);
        given.values().removeIf(Objects::isNull);
        return new ToolArguments(declaration, Map.copyOf(given));
    }

    /** Returns a value for a message, cut: a client must not get all of it back. */
    private static String quoted(Object value) {
        return AnswerText.quoted(String.valueOf(value));
    }

    /** Returns a text that was given. */
    public Optional<String> text(String name) {
        return value(name).map(String.class::cast);
    }

    /** Returns a text that must be given. */
    public String requiredText(String name) {
        return text(name)
                .orElseThrow(() -> new ToolException("argument '%s' is missing".formatted(name)));
    }

    /** Returns a whole number, or its default. */
    public int number(String name, int otherwise) {
        return value(name).map(value -> ((Number) value).intValue()).orElse(otherwise);
    }

    /** Returns a truth value, or false. */
    public boolean flag(String name) {
        return value(name).map(Boolean.class::cast).orElse(false);
    }

    /** Returns a list of texts, or none. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object value : (Collection<?>) value(name).orElse(List.of())) {
            texts.add((String) value);
        }
        return texts;
    }

    /** Returns a list of objects, or none. */
    public List<Map<?, ?>> objects(String name) {
        List<Map<?, ?>> objects = new ArrayList<>();
        for (Object value : (Collection<?>) value(name).orElse(List.of())) {
            objects.add((Map<?, ?>) value);
        }
        return objects;
    }

    private Optional<Object> value(String name) {
        if (!declaration.parameters.containsKey(name)) {
            throw new IllegalArgumentException("the tool does not declare '" + name + "'");
        }
        return Optional.ofNullable(values.get(name));
    }

    /** The type of an argument. */
    private enum Type {
        TEXT("string"),
        NUMBER("integer"),
        FLAG("boolean"),
        TEXTS("array"),
        OBJECTS("array");

        private final String id;

        Type(String id) {
            this.id = id;
        }
    }

    private record Parameter(
            Type type, String description, boolean required, Map<String, Object> limits) {

        void check(String name, Object value) {
            boolean fits =
                    switch (type) {
                        case TEXT -> value instanceof String;
                        case NUMBER -> value instanceof Integer || value instanceof Long;
                        case FLAG -> value instanceof Boolean;
                        case TEXTS -> isListOf(value, String.class);
                        case OBJECTS -> isListOf(value, Map.class);
                    };
            if (!fits) {
                throw new ToolException(
                        "argument '%s' must be of type %s; it is '%s'"
                                .formatted(name, typeName(), quoted(value)));
            }
            checkRange(name, value);
            if (String.valueOf(value).indexOf('\0') >= 0 && type != Type.OBJECTS) {
                throw new ToolException(
                        "argument '%s' must not contain a NUL character".formatted(name));
            }
            if (limits.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
                throw new ToolException(
                        "argument '%s' is '%s'; it must be one of %s"
                                .formatted(name, quoted(value), allowed));
            }
        }

        private void checkRange(String name, Object value) {
            if (value instanceof Number number
                    && limits.get("minimum") instanceof Number low
                    && limits.get("maximum") instanceof Number high
                    && (number.longValue() < low.longValue()
                            || number.longValue() > high.longValue())) {
                throw new ToolException(
                        "argument '%s' is %s; it must be a whole number from %s to %s"
                                .formatted(name, value, low, high));
            }
        }

        private static boolean isListOf(Object value, Class<?> type) {
            return value instanceof List<?> list && list.stream().allMatch(type::isInstance);
        }

        private String typeName() {
            return switch (type) {
                case TEXTS -> "list of texts";
                case OBJECTS -> "list of objects";
                case TEXT, NUMBER, FLAG -> type.id;
            };
        }
    }

    /** The arguments of a tool, as a flat JSON Schema that allows no others. */
    public static final class Declaration {

        private final Map<String, Parameter> parameters = new LinkedHashMap<>();

        /** Adds a text that must be given. */
        public Declaration required(String name, String description) {
            return add(name, Type.TEXT, description, true, Map.of());
        }

        /** Adds a text that may be given. */
        public Declaration text(String name, String description) {
            return add(name, Type.TEXT, description, false, Map.of());
        }

        /** Adds one of several texts, which may be given. */
        public Declaration choice(String name, List<String> values, String description) {
            return add(name, Type.TEXT, description, false, Map.of("enum", List.copyOf(values)));
        }

        /** Adds a whole number, which may be given. */
        public Declaration number(String name, int lowest, int highest, String description) {
            return add(
                    name,
                    Type.NUMBER,
                    description,
                    false,
                    Map.of("minimum", lowest, "maximum", highest));
        }

        /** Adds a truth value, which may be given. */
        public Declaration flag(String name, String description) {
            return add(name, Type.FLAG, description, false, Map.of());
        }

        /** Adds a list of texts, which may be given. */
        public Declaration texts(String name, String description) {
            return add(
                    name,
                    Type.TEXTS,
                    description,
                    false,
                    Map.of("items", Map.of("type", "string")));
        }

        /** Adds a list of objects with these properties, which may be given. */
        public Declaration objects(
                String name, Map<String, Object> properties, String description) {
            Map<String, Object> items = new LinkedHashMap<>();
            items.put("type", "object");
            items.put("properties", properties);
            items.put("required", List.copyOf(properties.keySet()));
            items.put("additionalProperties", false);
            return add(name, Type.OBJECTS, description, false, Map.of("items", items));
        }

        private Declaration add(
                String name,
                Type type,
                String description,
                boolean required,
                Map<String, Object> limits) {
            parameters.put(name, new Parameter(type, description, required, limits));
            return this;
        }

        /** Returns the JSON Schema of the arguments. */
        public Map<String, Object> jsonSchema() {
            Map<String, Object> properties = new LinkedHashMap<>();
            List<String> required = new ArrayList<>();
            parameters.forEach((name, parameter) -> {
                Map<String, Object> property = new LinkedHashMap<>();
                property.put("type", parameter.type.id);
                if (!parameter.description.isEmpty()) {
                    property.put("description", parameter.description);
                }
                property.putAll(parameter.limits);
                properties.put(name, property);
                if (parameter.required) {
                    required.add(name);
                }
            });
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("type", "object");
            schema.put("properties", properties);
            if (!required.isEmpty()) {
                schema.put("required", required);
            }
            schema.put("additionalProperties", false);
            return schema;
        }
    }
}
