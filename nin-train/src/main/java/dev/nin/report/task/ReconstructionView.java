// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report.task;

import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.report.page.Gallery;
import dev.nin.report.page.Gallery.Layout;
import dev.nin.report.page.Section;
import dev.nin.report.picture.Legend;
import dev.nin.report.picture.Mosaic;
import dev.nin.report.picture.Mosaic.Tile;
import dev.nin.report.picture.Pictures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The report on reconstructions: images next to their reconstructions.
 *
 * @param output the tested output
 */
record ReconstructionView(TestedOutput output) {
    private static final Mosaic MOSAIC = new Mosaic(3, 220, 1);
    private static final double WHITE = 255;
    /** The squared error of identical images, as in training's metric: they get 100 dB. */
    private static final double SILENCE = 1e-10;
    /** The maximum brightness of the mean difference. */
    private static final double BRIGHTNESS = 64;

    private static final int MOST_AMPLIFIED = 32;

    List<Section> sections() {
        double[] decibels = new double[output.images().size()];
        output.bytes("image", (made, image) -> decibels[image] = decibels(pixels(image), made));
        List<RankedImage> shown = RankedImage.spread(decibels);
        List<byte[]> all = new ArrayList<>();
        output.bytes(shown.stream().map(RankedImage::image).toList(), "image", (made, place) -> all.add(made));
        int factor = amplification(shown, all);
        List<Tile> tiles = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            RankedImage image = shown.get(i);
            Dataset images = output.images();
            byte[] difference = difference(pixels(image.image()), all.get(i), factor);
            String quality = String.format(Locale.ROOT, "%s: %.1f dB", image.rank(), image.quality());
            tiles.add(new Tile(Pictures.of(images, image.image()), List.of(quality)));
            tiles.add(new Tile(Pictures.of(images.shape(), all.get(i)), List.of("reconstruction")));
            tiles.add(new Tile(
                    Pictures.of(images.shape(), difference),
                    List.of(factor == 1 ? "difference" : "difference × " + factor)));
        }
        return List.of(Section.of(
                "Reconstructions",
                "Test images from worst to best by peak signal-to-noise ratio. The last picture of each is the "
                        + "absolute difference of both"
                        + (factor == 1 ? "." : ", " + factor + " times as bright and clipped at white."),
                Gallery.tiles(
                        "reconstructions",
                        "Image, reconstruction or difference",
                        Layout.ROWS_OF_3,
                        MOSAIC,
                        tiles,
                        Legend.NONE)));
    }

    private byte[] pixels(int image) {
        ExampleBuffer read = ExampleBuffer.of(output.images().shape());
        output.images().read(image, read);
        return read.pixels();
    }

    private static double decibels(byte[] right, byte[] made) {
        double squares = 0;
        for (int i = 0; i < right.length; i++) {
            double error = distance(right, made, i) / WHITE;
            squares += error * error;
        }
        return -10 * Math.log10(squares / right.length + SILENCE);
    }

    /** Returns a power of 2, the same for all images, that makes the mean difference visible. */
    private int amplification(List<RankedImage> shown, List<byte[]> made) {
        long sum = 0;
        long count = 0;
        for (int i = 0; i < shown.size(); i++) {
            byte[] right = pixels(shown.get(i).image());
            for (int at = 0; at < right.length; at++) {
                sum += distance(right, made.get(i), at);
            }
            count += right.length;
        }
        double mean = Math.max(1e-3, (double) sum / count);
        int factor = 1;
        while (factor < MOST_AMPLIFIED && 2 * factor * mean <= BRIGHTNESS) {
            factor *= 2;
        }
        return factor;
    }

    private static byte[] difference(byte[] right, byte[] made, int factor) {
        byte[] difference = new byte[right.length];
        for (int i = 0; i < right.length; i++) {
            difference[i] = (byte) Math.min(WHITE, factor * distance(right, made, i));
        }
        return difference;
    }

    private static int distance(byte[] right, byte[] made, int at) {
        return Math.abs(Byte.toUnsignedInt(right[at]) - Byte.toUnsignedInt(made[at]));
    }
}
