// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.data.TargetImages;
import dev.nin.data.Targets;
import dev.nin.data.source.DataSource;
import dev.nin.task.Target;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tasks made from the bundled sample, with known targets. */
public final class MadeTasks {
    private static final int SIDE = 28;
    private static final double GREATEST = 45;

    private MadeTasks() {}

    /**
     * Returns images rotated about their center by -45 to 45 degrees, with bilinear interpolation on black; the target
     * is the angle.
     */
    public static ImageSets turned(int train, int test) {
        ImageSets sample = DataSource.load("sample");
        return new ImageSets("turned", turned(sample.train(), train, 1), turned(sample.test(), test, 2));
    }

    private static Dataset turned(Dataset images, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] pixels = new byte[count * SIDE * SIDE];
        float[] angles = new float[count];
        for (int i = 0; i < count; i++) {
            angles[i] = (float) (GREATEST * (2 * random.nextDouble() - 1));
            turn(image(images, i), angles[i], pixels, i * SIDE * SIDE);
        }
        return TargetImages.of(new ImageShape(SIDE, SIDE, 1), pixels)
                .with(Target.ofValues(List.of("angle")).named("angle"), angles);
    }

    private static void turn(byte[] image, double degrees, byte[] into, int offset) {
        double sine = Math.sin(Math.toRadians(degrees));
        double cosine = Math.cos(Math.toRadians(degrees));
        double middle = (SIDE - 1) / 2.0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double fromX = cosine * (x - middle) + sine * (y - middle) + middle;
                double fromY = -sine * (x - middle) + cosine * (y - middle) + middle;
                into[offset + y * SIDE + x] = (byte) Math.round(between(image, fromX, fromY));
            }
        }
    }

    private static double between(byte[] image, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double down = y - top;
        return (1 - down) * ((1 - right) * at(image, left, top) + right * at(image, left + 1, top))
                + down * ((1 - right) * at(image, left, top + 1) + right * at(image, left + 1, top + 1));
    }

    private static int at(byte[] image, int x, int y) {
        return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : Byte.toUnsignedInt(image[y * SIDE + x]);
    }

    /** Returns mosaics of two by two random images each; the classes that occur are the tags. */
    public static ImageSets mosaics(int train, int test) {
        ImageSets sample = DataSource.load("sample");
        return new ImageSets("mosaics", mosaics(sample.train(), train, 1), mosaics(sample.test(), test, 2));
    }

    private static Dataset mosaics(Dataset images, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int side = 2 * SIDE;
        List<String> classes = images.classes();
        byte[] pixels = new byte[count * side * side];
        float[] tags = new float[count * classes.size()];
        for (int i = 0; i < count; i++) {
            for (int part = 0; part < 4; part++) {
                int drawn = random.nextInt(images.size());
                byte[] image = image(images, drawn);
                for (int y = 0; y < SIDE; y++) {
                    int row = y + part / 2 * SIDE;
                    System.arraycopy(image, y * SIDE, pixels, (i * side + row) * side + part % 2 * SIDE, SIDE);
                }
                tags[i * classes.size() + images.label(drawn)] = 1;
            }
        }
        return TargetImages.of(new ImageShape(side, side, 1), pixels).with(Target.ofTags(classes), tags);
    }

    private static byte[] image(Dataset images, int index) {
        ExampleBuffer buffer = ExampleBuffer.of(images.shape());
        images.read(index, buffer);
        return buffer.pixels();
    }

    /** Writes images and numbers as plain bytes, for other programs. */
    static void write(ImageSets data, Path folder) throws IOException {
        write(data.train(), folder, "train");
        write(data.test(), folder, "test");
        ImageShape shape = data.train().shape();
        Target target = data.train().targets().get(0);
        Files.writeString(
                folder.resolve("shape.txt"),
                Stream.concat(Stream.of(shape.height(), shape.width(), shape.channels()), target.dimensions().stream())
                        .map(String::valueOf)
                        .collect(Collectors.joining(" ")));
    }

    private static void write(Dataset images, Path folder, String part) throws IOException {
        try (OutputStream pixels =
                        new BufferedOutputStream(Files.newOutputStream(folder.resolve(part + "-images.bin")));
                OutputStream targets =
                        new BufferedOutputStream(Files.newOutputStream(folder.resolve(part + "-targets.bin")))) {
            Targets one = new Targets(images.targets(), 1);
            for (int i = 0; i < images.size(); i++) {
                pixels.write(image(images, i));
                images.readTargets(i, Draw.NONE, one.at(0, i));
                targets.write(bytes(one));
            }
        }
    }

    private static byte[] bytes(Targets one) {
        if (one.specs().get(0).kind() == Target.Kind.MASK) {
            return one.mask(0);
        }
        float[] values = one.values(0);
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }
}
