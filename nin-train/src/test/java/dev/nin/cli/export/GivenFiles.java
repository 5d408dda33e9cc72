// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.dsl.Nin;
import dev.nin.export.SavedModelExporter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The files that tests of the commands on exported models share. */
final class GivenFiles {
    private GivenFiles() {}

    /** Writes a run, an exported model, valid and invalid images and text files. */
    static void write(Path folder) throws IOException {
        TinyModel.checkpoint().write(folder.resolve("run/checkpoints/epoch-0001"));
        Files.createSymbolicLink(folder.resolve("run/best"), Path.of("checkpoints", "epoch-0001"));
        SavedModelExporter.export(TinyModel.checkpoint(), folder.resolve("model"));
        SavedModelExporter.export(
                TinyModel.checkpoint(Nin.image(4, 4, 2).flatten().dense(2).build("pairs")),
                folder.resolve("two-channels"));
        image(folder.resolve("a.png"), 4, 0x20);
        image(folder.resolve("b.png"), 4, 0xe0);
        image(folder.resolve("large.png"), 5, 0);
        Files.writeString(folder.resolve("notes.txt"), "no image");
        Files.writeString(folder.resolve("two-labels.txt"), "x\ny\n");
        Files.writeString(folder.resolve("gap.txt"), "x\n\nz\n");
        Files.createDirectories(folder.resolve("empty"));
        Files.createDirectories(folder.resolve("animals/cat"));
        Files.copy(folder.resolve("a.png"), folder.resolve("animals/cat/a.png"));
        Files.createDirectories(folder.resolve("unknown"));
        Files.copy(folder.resolve("model/1/saved_model.pb"), folder.resolve("unknown/saved_model.pb"));
        Files.createDirectories(folder.resolve("garbage"));
        Files.writeString(folder.resolve("garbage/saved_model.pb"), "no model");
        flipByte(folder.resolve("flipped"));
    }

    private static void image(Path file, int size, int gray) throws IOException {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < size * size; i++) {
            image.getRaster().setSample(i % size, i / size, 0, gray);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    private static void flipByte(Path checkpoint) throws IOException {
        TinyModel.checkpoint().write(checkpoint);
        Path weights = checkpoint.resolve("weights.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
    }
}
