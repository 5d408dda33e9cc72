// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.picture;

import com.google.common.primitives.Floats;
import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageShape;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/** Numbers as pictures, a pixel each. */
public final class Pictures {
    private static final int COLOUR = 3;

    private Pictures() {}

    /**
     * An image of a set.
     *
     * @param images the set
     * @param index which of them
     * @return the image; of other numbers of channels than 3 the first as grey
     */
    public static BufferedImage of(Dataset images, int index) {
        ExampleBuffer image = ExampleBuffer.of(images.shape());
        images.read(index, image);
        return of(images.shape(), image.pixels());
    }

    /**
     * Pixels as an image.
     *
     * @param size the image's
     * @param pixels (height, width, channels)
     * @return the image; of other numbers of channels than 3 the first as grey
     */
    public static BufferedImage of(ImageShape size, byte[] pixels) {
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
     * @return as wide and high as the map
     */
    public static BufferedImage heat(float[][] map, float least, float greatest) {
        float range = greatest > least ? greatest - least : 1;
        BufferedImage picture = new BufferedImage(map[0].length, map.length, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < map.length; y++) {
            for (int x = 0; x < map[y].length; x++) {
                picture.setRGB(x, y, Palette.rgb((map[y][x] - least) / range));
            }
        }
        return picture;
    }

    /**
     * A picture with another of its size over it, half transparent.
     *
     * @param below the picture
     * @param above what lies over it
     * @param share how much is seen of what lies above, from 0 to 1
     * @return as wide and high as both
     */
    public static BufferedImage blended(BufferedImage below, BufferedImage above, float share) {
        BufferedImage picture = new BufferedImage(below.getWidth(), below.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.drawImage(below, 0, 0, null);
        pen.setComposite(AlphaComposite.SrcOver.derive(share));
        pen.drawImage(above, 0, 0, null);
        pen.dispose();
        return picture;
    }

    /**
     * The least value.
     *
     * @param map rows of values
     * @return its minimum
     */
    public static float least(float[][] map) {
        return Floats.min(Floats.concat(map));
    }

    /**
     * The greatest value.
     *
     * @param map rows of values
     * @return its maximum
     */
    public static float greatest(float[][] map) {
        return Floats.max(Floats.concat(map));
    }

    /**
     * A picture enlarged without smoothing, so that its pixels are seen.
     *
     * @param picture a picture of any size
     * @param least how wide it is at least
     * @return the picture, each pixel as a square
     */
    public static BufferedImage enlarged(BufferedImage picture, int least) {
        int scale = (least + picture.getWidth() - 1) / picture.getWidth();
        BufferedImage larger =
                new BufferedImage(scale * picture.getWidth(), scale * picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = larger.createGraphics();
        pen.drawImage(picture, 0, 0, larger.getWidth(), larger.getHeight(), null);
        pen.dispose();
        return larger;
    }

    /**
     * Pictures of one size as one, two in a row.
     *
     * @param pictures one or more
     * @return one picture
     */
    public static BufferedImage joined(List<BufferedImage> pictures) {
        int width = pictures.get(0).getWidth();
        int height = pictures.get(0).getHeight();
        int rows = (pictures.size() + 1) / 2;
        BufferedImage all =
                new BufferedImage(Math.min(2, pictures.size()) * width, rows * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = all.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, all.getWidth(), all.getHeight());
        for (int i = 0; i < pictures.size(); i++) {
            pen.drawImage(pictures.get(i), i % 2 * width, i / 2 * height, null);
        }
        pen.dispose();
        return all;
    }

    /**
     * A picture as the bytes of a PNG file.
     *
     * @param picture the picture
     * @return the file's content
     */
    public static byte[] png(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture could not be written to memory", e);
        }
        return bytes.toByteArray();
    }
}
