// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;

/** Real images: those of the bundled sample, or crops of the photos in the folder of {@code -Donnx.photos}. */
final class SampleImages {
    static final int COUNT = 64;

    private static final Path SAMPLE = Path.of(
            "..", "nin-train/src/main/resources/dev/nin/data/binary/fashion-mnist-sample/t10k-images-idx3-ubyte.gz");
    private static final int HEADER = 16;
    private static final int SAMPLE_SIDE = 28;
    private static final int CROP = 32;
    private static final int COLORS = 3;

    private final int side;
    private final int channels;
    private final byte[] pixels;

    private SampleImages(int side, int channels, byte[] pixels) {
        this.side = side;
        this.channels = channels;
        this.pixels = pixels;
    }

    static SampleImages read() throws IOException {
        String photos = System.getProperty("onnx.photos", "");
        return photos.isEmpty() ? sample() : crops(Path.of(photos));
    }

    /** Returns the images' height and width. */
    int side() {
        return side;
    }

    int channels() {
        return channels;
    }

    byte[] part(int from, int count) {
        int size = side * side * channels;
        return Arrays.copyOfRange(pixels, from * size, (from + count) * size);
    }

    private static SampleImages sample() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(SAMPLE))) {
            in.skipNBytes(HEADER);
            return new SampleImages(SAMPLE_SIDE, 1, in.readNBytes(COUNT * SAMPLE_SIDE * SAMPLE_SIDE));
        }
    }

    private static SampleImages crops(Path folder) throws IOException {
        byte[] pixels = new byte[COUNT * CROP * CROP * COLORS];
        int next = 0;
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (int i = 0; i < COUNT; i++) {
            BufferedImage image =
                    ImageIO.read(files.get(i * (files.size() / COUNT)).toFile());
            for (int y = 0; y < CROP; y++) {
                for (int x = 0; x < CROP; x++) {
                    int color = image.getRGB(x, y);
                    pixels[next++] = (byte) (color >> 16);
                    pixels[next++] = (byte) (color >> 8);
                    pixels[next++] = (byte) color;
                }
            }
        }
        return new SampleImages(CROP, COLORS, pixels);
    }
}
