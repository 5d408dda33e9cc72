// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.data.augment.CropWindow;
import dev.nin.data.augment.ImageAugmentation;
import dev.nin.data.augment.ResizedCrop;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Reading by the JDK's decoder in two threads: the baseline of a Java program without TensorFlow. */
final class ImageIoPhotoReader implements PhotoReader {
    private static final int SIDE = 224;
    private static final ImageAugmentation AUGMENTATION =
            ImageAugmentation.NONE.withCrop(ResizedCrop.DEFAULT).withFlip(true);

    private final List<Path> photos;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private long round;

    ImageIoPhotoReader(List<Path> photos) {
        this.photos = photos;
        imagesPerSecond();
    }

    @Override
    public double imagesPerSecond() {
        round++;
        long start = System.nanoTime();
        List<Future<byte[]>> images = new ArrayList<>();
        for (int i = 0; i < photos.size(); i++) {
            Path photo = photos.get(i);
            SplittableRandom random = new SplittableRandom(round * photos.size() + i);
            images.add(threads.submit(() -> read(photo, random)));
        }
        for (Future<byte[]> image : images) {
            try {
                checkSize(image.get());
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
        return photos.size() * 1e9 / (System.nanoTime() - start);
    }

    private static void checkSize(byte[] pixels) {
        if (pixels.length != SIDE * SIDE * 3) {
            throw new IllegalStateException(pixels.length + " bytes, expected " + SIDE * SIDE * 3);
        }
    }

    private static byte[] read(Path photo, SplittableRandom random) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(photo.toFile())) {
            reader.setInput(stream, true, true);
            CropWindow window = AUGMENTATION.cropWindow(reader.getHeight(0), reader.getWidth(0), random);
            ImageReadParam part = reader.getDefaultReadParam();
            part.setSourceRegion(new Rectangle(window.left(), window.top(), window.width(), window.height()));
            BufferedImage resized = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
            Graphics2D graphics = resized.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(reader.read(0, part), 0, 0, SIDE, SIDE, null);
            graphics.dispose();
            byte[] pixels = ((DataBufferByte) resized.getRaster().getDataBuffer()).getData();
            AUGMENTATION.apply(pixels, 0, SIDE, SIDE, 3, random);
            return pixels;
        } catch (IOException e) {
            throw new UncheckedIOException(photo.toString(), e);
        } finally {
            reader.dispose();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
