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

/** Converts numbers to pictures, with one pixel per number. */
public final class Pictures {
    private static final int COLOR = 3;

    private Pictures() {}

    /**
     * Returns an image of a data set.
     *
     * @param images the data set
     * @param index the image's number
     * @return the image; unless it has 3 channels, the first one in gray
     */
    public static BufferedImage of(Dataset images, int index) {
        ExampleBuffer image = ExampleBuffer.of(images.shape());
        images.read(index, image);
        return of(images.shape(), image.pixels());
    }

    /**
     * Returns pixels as an image.
     *
     * @param size the image's size
     * @param pixels (height, width, channels)
     * @return the image; unless it has 3 channels, the first one in gray
     */
    public static BufferedImage of(ImageShape size, byte[] pixels) {
        int channels = size.channels();
        BufferedImage picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int at = (y * size.width() + x) * channels;
                int red = Byte.toUnsignedInt(pixels[at]);
                boolean isColour = channels == COLOR;
                int green = isColour ? Byte.toUnsignedInt(pixels[at + 1]) : red;
                int blue = isColour ? Byte.toUnsignedInt(pixels[at + 2]) : red;
                picture.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return picture;
    }

    /**
     * Returns a map in false colors.
     *
     * @param map rows of values
     * @param least the value of the darkest color
     * @param greatest the value of the lightest color
     * @return a picture of the map's size
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
     * Blends a picture with another one of the same size.
     *
     * @param below the picture
     * @param above the picture on top
     * @param share the opacity of the picture on top, from 0 to 1
     * @return a picture of the same size
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
     * Returns the minimum.
     *
     * @param map rows of values
     * @return its minimum
     */
    public static float least(float[][] map) {
        return Floats.min(Floats.concat(map));
    }

    /**
     * Returns the maximum.
     *
     * @param map rows of values
     * @return its maximum
     */
    public static float greatest(float[][] map) {
        return Floats.max(Floats.concat(map));
    }

    /**
     * Enlarges a picture without smoothing, so that its pixels are visible.
     *
     * @param picture a picture of any size
     * @param least the minimum width
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
     * Joins pictures of the same size into one, two per row.
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
     * Returns a picture as the bytes of a PNG file.
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
