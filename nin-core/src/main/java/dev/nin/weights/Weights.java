// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The values of a model's parameters (or of an optimizer's slots) in Java memory: float32 arrays by name. Immutable and
 * thread-safe.
 */
public final class Weights {
    private final Map<String, Values> arrays;

    private record Values(List<Integer> dimensions, FloatBuffer values) {}

    private Weights(Map<String, Values> arrays) {
        this.arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    /**
     * Returns weights without arrays.
     *
     * @return empty weights
     */
    public static Weights empty() {
        return builder().build();
    }

    /**
     * Creates a builder that collects arrays one by one.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Creates a builder that collects arrays one by one. Not thread-safe. */
    public static final class Builder {
        private final Map<String, Values> arrays = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds an array.
         *
         * @param name the array's name, such as conv2d_1/kernel
         * @param dimensions its shape
         * @param values its values, the last dimension varying fastest; copied
         * @return this builder
         * @throws IllegalArgumentException if the name is taken or the number of values does not fit the shape
         */
        public Builder put(String name, List<Integer> dimensions, float[] values) {
            long size = dimensions.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
            if (size != values.length) {
                throw new IllegalArgumentException("\"" + name + "\" has " + values.length + " values, its shape "
                        + dimensions + " needs " + size);
            }
            Values array = new Values(
                    List.copyOf(dimensions), FloatBuffer.wrap(values.clone()).asReadOnlyBuffer());
            if (arrays.putIfAbsent(name, array) != null) {
                throw new IllegalArgumentException("\"" + name + "\" is given twice");
            }
            return this;
        }

        /**
         * Builds the weights from the collected arrays.
         *
         * @return the weights; the builder stays as it is
         */
        public Weights build() {
            return new Weights(arrays);
        }
    }

    /**
     * Returns the names in the order in which they were put.
     *
     * @return an unmodifiable set
     */
    public Set<String> names() {
        return arrays.keySet();
    }

    /**
     * Returns an array's shape.
     *
     * @param name the array's name
     * @return its dimensions
     * @throws IllegalArgumentException if there is no such array
     */
    public List<Integer> dimensions(String name) {
        return get(name).dimensions();
    }

    /**
     * Returns an array's values.
     *
     * @param name the array's name
     * @return a read-only buffer with an independent position
     * @throws IllegalArgumentException if there is no such array
     */
    public FloatBuffer values(String name) {
        return get(name).values().duplicate();
    }

    /**
     * Returns these weights with one array's values multiplied.
     *
     * @param name the array's name
     * @param factor the factor
     * @return new weights
     * @throws IllegalArgumentException if there is no such array
     */
    public Weights scaled(String name, float factor) {
        FloatBuffer old = values(name);
        float[] scaled = new float[old.remaining()];
        old.get(scaled);
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return with(name, scaled);
    }

    /**
     * Returns these weights with one array's values replaced by a constant.
     *
     * @param name the array's name
     * @param value the value
     * @return new weights
     * @throws IllegalArgumentException if there is no such array
     */
    public Weights filled(String name, float value) {
        float[] filled = new float[values(name).remaining()];
        Arrays.fill(filled, value);
        return with(name, filled);
    }

    /**
     * Returns these weights combined with those of another set, which replace arrays of the same name.
     *
     * @param others the other set
     * @return new weights
     */
    public Weights with(Weights others) {
        Map<String, Values> all = new LinkedHashMap<>(arrays);
        all.putAll(others.arrays);
        return new Weights(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Weights weights && arrays.equals(weights.arrays);
    }

    @Override
    public int hashCode() {
        return arrays.hashCode();
    }

    private Weights with(String name, float[] values) {
        Map<String, Values> changed = new LinkedHashMap<>(arrays);
        changed.put(name, new Values(dimensions(name), FloatBuffer.wrap(values).asReadOnlyBuffer()));
        return new Weights(changed);
    }

    private Values get(String name) {
        Values array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("there is no array \"" + name + "\", only " + names());
        }
        return array;
    }

    /** Returns the number of arrays and of their values. */
    @Override
    public String toString() {
        long values = arrays.values().stream()
                .mapToLong(each -> each.values().capacity())
                .sum();
        return String.format(Locale.ROOT, "%d arrays of %,d values", arrays.size(), values);
    }
}
