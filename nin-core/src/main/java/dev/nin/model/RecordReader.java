// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the model's records from a JSON tree; errors name the path of the invalid value. */
final class RecordReader {
    private static final String TYPE = "type";
    private static final int LONGEST_QUOTE = 60;

    private final Map<String, ? extends CustomLayer> customLayers;

    /** @param customLayers the rules of custom layers by kind */
    RecordReader(Map<String, ? extends CustomLayer> customLayers) {
        this.customLayers = customLayers;
    }

    /** Reads a record of the given type; the path is empty for the document itself. */
    <T extends Record> T read(JsonNode tree, Class<T> type, String path) {
        return type.cast(record(tree, type, path, List.of()));
    }

    private Object value(JsonNode value, Type type, String path) {
        if (type == int.class) {
            require(value.isInt(), value, path, "a whole number of at most " + Integer.MAX_VALUE);
            return value.intValue();
        }
        if (type == float.class) {
            require(value.isNumber(), value, path, "a number");
            return value.floatValue();
        }
        if (type == Float.class) {
            return value(value, float.class, path);
        }
        if (type == boolean.class) {
            require(value.isBoolean(), value, path, "true or false");
            return value.booleanValue();
        }
        if (type == String.class) {
            require(value.isTextual(), value, path, "a string");
            return value.textValue();
        }
        if (type instanceof ParameterizedType list) {
            return list(value, list.getActualTypeArguments()[0], path);
        }
        return object(value, (Class<?>) type, path);
    }

    private Object object(JsonNode value, Class<?> type, String path) {
        if (type == Padding.class) {
            require(value.isTextual(), value, path, "a string such as \"same\"");
            return at(path, () -> Padding.parse(value.textValue()));
        }
        if (type == Fit.class) {
            require(value.isTextual(), value, path, "a string such as \"CROP\"");
            return at(path, () -> Fit.parse(value.textValue()));
        }
        if (type.isEnum()) {
            List<?> constants = Arrays.asList(type.getEnumConstants());
            for (Object constant : constants) {
                if (value.isTextual() && constant.toString().equals(value.textValue())) {
                    return constant;
                }
            }
            throw refusal(value, path, "one of " + constants);
        }
        return type.isRecord() ? record(value, type, path, List.of()) : oneOf(value, type, path);
    }

    private List<Object> list(JsonNode value, Type element, String path) {
        require(value.isArray(), value, path, "a list");
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            elements.add(value(value.get(i), element, path + "[" + i + "]"));
        }
        return elements;
    }

    /** Reads one of the records of a sealed interface, selected by the field "type". */
    private Object oneOf(JsonNode value, Class<?> sealed, String path) {
        require(value.isObject(), value, path, "an object with a \"type\"");
        List<String> known = Arrays.stream(sealed.getPermittedSubclasses())
                .map(RecordReader::typeName)
                .toList();
        String typePath = path + "." + TYPE;
        if (!value.has(TYPE)) {
            throw new InvalidModelException("model JSON, " + typePath + ": it is missing, expected one of " + known);
        }
        int index = known.indexOf(value.path(TYPE).textValue());
        if (index < 0) {
            throw refusal(value.path(TYPE), typePath, "one of " + known);
        }
        return record(value, sealed.getPermittedSubclasses()[index], path, List.of(TYPE));
    }

    private Object record(JsonNode value, Class<?> type, String path, List<String> otherFields) {
        require(value.isObject(), value, path, "an object");
        RecordComponent[] components = type.getRecordComponents();
        List<String> fields = Arrays.stream(components)
                .map(RecordComponent::getName)
                .filter(name -> type != Custom.class || !name.equals("rule"))
                .toList();
        ImmutableList.copyOf(value.fieldNames()).forEach(name -> {
            if (!fields.contains(name) && !otherFields.contains(name)) {
                throw new InvalidModelException("model JSON, " + inside(path, quotable(name))
                        + ": this field is not known, expected " + (fields.isEmpty() ? "none" : "only " + fields));
            }
        });
        if (type == Custom.class) {
            return custom(value, path);
        }
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = component(value, type, components[i], path);
        }
        return at(path, () -> construct(type, components, arguments));
    }

    private Object component(JsonNode value, Class<?> type, RecordComponent component, String path) {
        String name = component.getName();
        JsonNode given = value.get(name);
        if (given == null) {
            Object missing = OptionalFields.byDefault(type, name);
            if (missing == null) {
                throw new InvalidModelException(
                        "model JSON, " + inside(path, name) + ": it is missing, expected a value");
            }
            return missing;
        }
        return value(given, component.getGenericType(), inside(path, name));
    }

    private Custom custom(JsonNode value, String path) {
        String kindPath = inside(path, "kind");
        JsonNode kind = value.path("kind");
        require(kind.isTextual(), kind, kindPath, "the name of a custom layer");
        CustomLayer rule = customLayers.get(kind.textValue());
        if (rule == null) {
            throw new InvalidModelException("model JSON, " + kindPath + ": the custom layer \""
                    + quotable(kind.textValue()) + "\" is not registered, expected one of "
                    + customLayers.keySet().stream().sorted().toList() + "; give the reader its rule under this name");
        }
        return at(path, () -> new Custom(kind.textValue(), rule));
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException("the constructor of " + type + " failed", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the constructor of " + type + " cannot be called", e);
        }
    }

    private interface Reading<T> {
        T read();
    }

    /** Adds the path to errors, except for the document itself: a model's errors name their own places. */
    private static <T> T at(String path, Reading<T> reading) {
        try {
            return reading.read();
        } catch (InvalidModelException e) {
            throw path.isEmpty() ? e : e.at("model JSON, " + path);
        }
    }

    private static void require(boolean fits, JsonNode value, String path, String expected) {
        if (!fits) {
            throw refusal(value, path, expected);
        }
    }

    private static InvalidModelException refusal(JsonNode value, String path, String expected) {
        String found = value.isMissingNode()
                ? "missing"
                : value.isArray() ? "a list" : value.isObject() ? "an object" : quotable(value.toString());
        return new InvalidModelException(
                "model JSON" + (path.isEmpty() ? "" : ", " + path) + ": it is " + found + ", expected " + expected);
    }

    private static String inside(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Returns text from a file shortened and on one line. */
    private static String quotable(String text) {
        return Ascii.truncate(text.replaceAll("\\p{Cntrl}", "?"), LONGEST_QUOTE, "...");
    }

    static String typeName(Class<?> record) {
        String name = Objects.requireNonNull(record.getSimpleName());
        return Ascii.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
