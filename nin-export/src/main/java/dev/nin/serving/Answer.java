// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import com.google.common.collect.ImmutableMap;
import dev.nin.messages.TensorProtos;
import dev.nin.serving.version.Question;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.tensorflow.Tensor;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/** One output of a model for one image: an array of floats, integers or strings. Immutable. */
public final class Answer {
    private static final int GRAY = 1;
    private static final int COLOR = 3;

    private final List<Integer> shape;
    /** A float[], an int[] or a List of String. */
    private final Object values;

    private final boolean isBytes;
    private final String version;

    private Answer(List<Integer> shape, Object values, boolean isBytes, String version) {
        this.shape = shape;
        this.values = values;
        this.isBytes = isBytes;
        this.version = version;
    }

    /** Returns the rows of one output of a batch, one for each image. */
    static List<Answer> rows(Map<String, Tensor> outputs, String name, String version) {
        Tensor tensor = Objects.requireNonNull(outputs.get(name));
        long[] dimensions = tensor.shape().asArray();
        List<Integer> shape =
                Arrays.stream(dimensions).skip(1).mapToObj(Math::toIntExact).toList();
        int size = shape.stream().reduce(1, Math::multiplyExact);
        Object all = values(tensor);
        return IntStream.range(0, Math.toIntExact(dimensions[0]))
                .mapToObj(row ->
                        new Answer(shape, part(all, row * size, (row + 1) * size), tensor instanceof TUint8, version))
                .toList();
    }

    private static Object values(Tensor tensor) {
        int size = Math.toIntExact(tensor.shape().size());
        if (tensor instanceof TFloat32 floats) {
            return TensorProtos.floats(floats);
        }
        if (tensor instanceof TString strings) {
            List<String> texts = new ArrayList<>(size);
            strings.scalars().forEach(text -> texts.add(text.getObject()));
            return texts;
        }
        if (tensor instanceof TInt32) {
            int[] ints = new int[size];
            tensor.asRawTensor().data().asInts().read(ints);
            return ints;
        }
        if (tensor instanceof TInt64) {
            long[] longs = new long[size];
            tensor.asRawTensor().data().asLongs().read(longs);
            return Arrays.stream(longs).mapToInt(Math::toIntExact).toArray();
        }
        if (tensor instanceof TUint8 || tensor instanceof TBool) {
            byte[] bytes = new byte[size];
            tensor.asRawTensor().data().read(bytes);
            return IntStream.range(0, size)
                    .map(i -> Byte.toUnsignedInt(bytes[i]))
                    .toArray();
        }
        throw new IllegalArgumentException("tensors of " + tensor.dataType() + " cannot be read");
    }

    private static Object part(Object all, int from, int to) {
        if (all instanceof float[] floats) {
            return Arrays.copyOfRange(floats, from, to);
        }
        return all instanceof int[] ints
                ? Arrays.copyOfRange(ints, from, to)
                : List.copyOf(((List<?>) all).subList(from, to));
    }

    /**
     * Returns the array's shape.
     *
     * @return the dimensions, such as height, width and classes; empty for a single value
     */
    public List<Integer> shape() {
        return shape;
    }

    /**
     * Returns the version that made this answer.
     *
     * @return the name of the version's folder, such as 3
     */
    public String version() {
        return version;
    }

    /**
     * Returns whether the values are floats.
     *
     * @return false for integers and strings
     */
    public boolean isFloats() {
        return values instanceof float[];
    }

    /**
     * Returns whether the values are strings.
     *
     * @return false for numbers
     */
    public boolean isTexts() {
        return values instanceof List;
    }

    /**
     * Returns the values of an array of floats.
     *
     * @return the values, the last dimension varying fastest
     * @throws IllegalStateException if they are integers or strings
     */
    public float[] floats() {
        if (values instanceof float[] floats) {
            return floats.clone();
        }
        throw other("floats");
    }

    /**
     * Returns the values of an array of integers.
     *
     * @return the values, the last dimension varying fastest; 0 and 1 for false and true
     * @throws IllegalStateException if they are floats or strings
     */
    public int[] ints() {
        if (values instanceof int[] ints) {
            return ints.clone();
        }
        throw other("integers");
    }

    /**
     * Returns the values of an array of strings.
     *
     * @return the values, the last dimension varying fastest
     * @throws IllegalStateException if they are numbers
     */
    public List<String> texts() {
        if (values instanceof List<?> texts) {
            return texts.stream().map(String.class::cast).toList();
        }
        throw other("strings");
    }

    /**
     * Returns whether the values can be an image.
     *
     * @return true for bytes of the shape (height, width, 1 or 3)
     */
    public boolean isImage() {
        return isBytes && shape.size() == 3 && (shape.get(2) == GRAY || shape.get(2) == COLOR);
    }

    /**
     * Returns the values as an image, such as the output of a reconstruction.
     *
     * @return a grayscale or color image
     * @throws IllegalStateException if they are not bytes of the shape (height, width, 1 or 3)
     */
    public BufferedImage image() {
        if (!isImage() || !(values instanceof int[] ints)) {
            throw other("bytes of the shape [height, width, 1 or 3]");
        }
        int type = shape.get(2) == GRAY ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        BufferedImage image = new BufferedImage(shape.get(1), shape.get(0), type);
        image.getRaster().setPixels(0, 0, shape.get(1), shape.get(0), ints);
        return image;
    }

    /** Returns the floats by their names, in order. */
    Map<String, Float> named(List<String> names) {
        float[] floats = floats();
        ImmutableMap.Builder<String, Float> named = ImmutableMap.builder();
        for (int i = 0; i < floats.length; i++) {
            named.put(Question.name(names, i), floats[i]);
        }
        return named.buildOrThrow();
    }

    private IllegalStateException other(String expected) {
        String kind = isFloats() ? "floats" : isTexts() ? "strings" : "integers";
        return new IllegalStateException(
                "the answer has " + kind + " of the shape " + shape + ", expected " + expected);
    }

    @Override
    public String toString() {
        String kind = isFloats() ? "floats" : isTexts() ? "strings" : "integers";
        return kind + " " + shape;
    }
}
