// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.google.common.base.Ascii;
import dev.nin.UserInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a task in files: strings, numbers and lists of them by name. Immutable. */
public final class TaskSettings {
    /** No settings. */
    public static final TaskSettings NONE = new TaskSettings(Map.of());

    private final Map<String, Object> values;

    private TaskSettings(Map<String, Object> values) {
        this.values = values;
    }

    /**
     * Creates settings from the values of a file.
     *
     * @param values strings, numbers and lists of strings or numbers
     * @return the settings
     */
    public static TaskSettings of(Map<String, ?> values) {
        return new TaskSettings(new LinkedHashMap<>(values));
    }

    /**
     * Returns these settings with one more.
     *
     * @param name the setting's name
     * @param value a string, a number, or a list of strings or numbers
     * @return new settings
     */
    public TaskSettings with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new TaskSettings(more);
    }

    /**
     * Returns all settings, for writing.
     *
     * @return the values by name in the order in which they were given
     */
    public Map<String, Object> values() {
        return new LinkedHashMap<>(values);
    }

    /**
     * Returns whether there is a setting.
     *
     * @param name the setting's name
     * @return true if it has a value
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * Returns a string.
     *
     * @param name the setting's name
     * @return its value
     * @throws UserInputException if it is missing or has another type
     */
    public String text(String name) {
        return one(name, values.get(name), String.class, "a string");
    }

    /**
     * Returns a number.
     *
     * @param name the setting's name
     * @return its value
     * @throws UserInputException if it is missing or has another type
     */
    public double number(String name) {
        return one(name, values.get(name), Number.class, "a number").doubleValue();
    }

    /**
     * Returns a list of strings.
     *
     * @param name the setting's name
     * @return its value
     * @throws UserInputException if it is missing or has another type
     */
    public List<String> texts(String name) {
        return all(name, String.class, "a list of strings");
    }

    /**
     * Returns a list of numbers.
     *
     * @param name the setting's name
     * @return its value
     * @throws UserInputException if it is missing or has another type
     */
    public List<Float> numbers(String name) {
        return all(name, Number.class, "a list of numbers").stream()
                .map(Number::floatValue)
                .toList();
    }

    /**
     * Returns nested settings.
     *
     * @param name the setting's name
     * @return its values
     * @throws UserInputException if it is missing or has another type
     */
    public TaskSettings settings(String name) {
        Map<String, Object> read = new LinkedHashMap<>();
        Map<?, ?> all = one(name, values.get(name), Map.class, "settings by name");
        all.forEach((key, value) -> read.put(String.valueOf(key), value));
        return new TaskSettings(read);
    }

    /** Returns the constant whose lower-case name is a setting's value. */
    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        for (E each : type.getEnumConstants()) {
            if (Ascii.toLowerCase(each.name()).equals(text)) {
                return each;
            }
        }
        throw new UserInputException("the task's setting \"" + name + "\" is " + text + ", expected one of "
                + Ascii.toLowerCase(List.of(type.getEnumConstants()).toString()));
    }

    private <T> List<T> all(String name, Class<T> type, String expected) {
        List<T> read = new ArrayList<>();
        for (Object each : one(name, values.get(name), List.class, expected)) {
            read.add(one(name, each, type, expected));
        }
        return read;
    }

    private static <T> T one(String name, @Nullable Object value, Class<T> type, String expected) {
        if (!type.isInstance(value)) {
            throw new UserInputException("the task's setting \"" + name + "\" is " + value + ", expected " + expected);
        }
        return type.cast(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskSettings settings && settings.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
