// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.google.common.primitives.Floats;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Numbers as pictures, a pixel each. */
final class Pictures {
    private static final int COLOUR = 3;

    private Pictures() {}

    /** An image of a set; of other numbers of channels than 3 the first as grey. */
    static BufferedImage of(Dataset images, int index) {
        ImageShape size = images.shape();
        ExampleBuffer image = ExampleBuffer.of(size);
        images.read(index, image);
        byte[] pixels = image.pixels();
        int channels = size.channels();
        BufferedImage picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int at = (y * size.width() + x) * channels;
                int red = Byte.toUnsignedInt(pixels[at]);
                boolean isColour = channels == COLOUR;
                int green = isColour ? Byte.toUnsignedInt(pixels[at + 1]) : red;
                int blue = isColour ? Byte.toUnsignedInt(pixels[at + 2]) : red;
                picture.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return picture;
    }

    /**
     * A map in false colours.
     *
     * @param map rows of values
     * @param least what is darkest
     * @param greatest what is lightest
     */
    static BufferedImage heat(float[][] map, float least, float greatest) {
        float range = greatest > least ? greatest - least : 1;
        BufferedImage picture = new BufferedImage(map[0].length, map.length, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < map.length; y++) {
            for (int x = 0; x < map[y].length; x++) {
                picture.setRGB(x, y, Palette.rgb((map[y][x] - least) / range));
            }
        }
        return picture;
    }

    static float least(float[][] map) {
        return Floats.min(Floats.concat(map));
    }

    static float greatest(float[][] map) {
        return Floats.max(Floats.concat(map));
    }

    /** A picture as the bytes of a PNG file. */
    static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture could not be written to memory", e);
        }
        return bytes.toByteArray();
    }
}
