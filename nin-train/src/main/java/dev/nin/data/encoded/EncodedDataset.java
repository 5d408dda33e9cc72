// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.encoded;

import dev.nin.UserInputException;
import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageShape;
import dev.nin.data.TargetBuffer;
import dev.nin.data.augment.CropWindow;
import dev.nin.data.augment.ImageAugmentation;
import dev.nin.files.Reasons;
import dev.nin.image.Crop;
import dev.nin.image.ImageDecoder;
import dev.nin.image.ImageHeader;
import dev.nin.model.Input;
import dev.nin.task.Target;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of image files of any size, decoded on reading by the same operations as in an exported model. With a
 * random resized crop, only the window is decoded.
 */
public final class EncodedDataset implements Dataset {
    private final EncodedSource source;
    private final List<String> classes;
    private final Optional<EncodedTargets> targets;
    private final Input input;
    private final ImageShape shape;
    /** Decoded images, if they are kept; an element is null until its image is read. */
    private final @Nullable AtomicReferenceArray<byte[]> kept;

    private @Nullable ImageDecoder decoder;

    private EncodedDataset(
            EncodedSource source, List<String> classes, Optional<EncodedTargets> targets, Input input, boolean keeps) {
        this.source = source;
        this.classes = List.copyOf(classes);
        this.targets = targets;
        this.input = input;
        shape = new ImageShape(input.height(), input.width(), input.channels());
        kept = keeps ? new AtomicReferenceArray<>(source.size()) : null;
    }

    /**
     * Creates a dataset of labeled files.
     *
     * @param source the files
     * @param classes the classes' names
     * @param input the size that images are resized to, and how they are fitted into it
     * @return a dataset that decodes an image each time it is read
     * @throws UserInputException if there is no file, or a label has no class
     */
    public static EncodedDataset of(EncodedSource source, List<String> classes, Input input) {
        requireImage(source);
        for (int index = 0; index < source.size(); index++) {
            if (source.label(index) < 0 || source.label(index) >= classes.size()) {
                throw new UserInputException("the label of " + source.name(index) + " is " + source.label(index)
                        + ", expected 0 to " + (classes.size() - 1) + "; check the labels");
            }
        }
        return new EncodedDataset(source, classes, Optional.empty(), input, false);
    }

    /**
     * Creates a dataset of files with targets other than classes.
     *
     * @param source the files, which need no labels
     * @param targets the targets of each file
     * @param input the size that images are resized to, and how they are fitted into it
     * @return a dataset that decodes an image each time it is read
     * @throws UserInputException if there is no file
     */
    public static EncodedDataset of(EncodedSource source, EncodedTargets targets, Input input) {
        requireImage(source);
        return new EncodedDataset(source, List.of(), Optional.of(targets), input, false);
    }

    private static void requireImage(EncodedSource source) {
        if (source.size() == 0) {
            throw new UserInputException("the image set is empty, expected at least one image");
        }
    }

    /**
     * Returns this dataset with each image decoded only once, for images that fit into memory.
     *
     * @return a new dataset of the same images
     */
    public EncodedDataset keeping() {
        return new EncodedDataset(source, classes, targets, input, true);
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int label(int index) {
        return source.label(index);
    }

    @Override
    public List<Target> targets() {
        return targets.map(EncodedTargets::targets).orElseGet(Dataset.super::targets);
    }

    @Override
    public void readTargets(int index, Draw draw, TargetBuffer into) {
        if (targets.isPresent()) {
            targets.get().read(index, draw, into);
        } else {
            Dataset.super.readTargets(index, draw, into);
        }
    }

    @Override
    public void read(int index, ExampleBuffer into) {
        byte[] before = kept == null ? null : kept.get(index);
        if (before != null) {
            into.put(before, 0, before.length);
            return;
        }
        decoder().decode(source.name(index), file(index), into.pixels(), into.offset());
        if (kept != null) {
            byte[] image = new byte[shape.bytes()];
            System.arraycopy(into.pixels(), into.offset(), image, 0, image.length);
            kept.set(index, image);
        }
    }

    @Override
    public void read(int index, Draw draw, ExampleBuffer into) {
        ImageAugmentation augmentation = draw.augmentation();
        if (augmentation.crop().isEmpty()) {
            read(index, into);
            draw.change(index, shape, into);
            return;
        }
        byte[] file = file(index);
        ImageHeader header = ImageHeader.read(source.name(index), file);
        SplittableRandom random = draw.random(index);
        CropWindow window = augmentation.cropWindow(header.height(), header.width(), random);
        Crop crop = new Crop(window.top(), window.left(), window.height(), window.width());
        decoder().decode(source.name(index), file, header, crop, into.pixels(), into.offset());
        augmentation.apply(into.pixels(), into.offset(), shape.height(), shape.width(), shape.channels(), random);
    }

    @Override
    public byte[] fingerprint(int index) {
        try {
            return source.fingerprint(index);
        } catch (IOException e) {
            throw unreadable(index, e);
        }
    }

    private byte[] file(int index) {
        try {
            return source.read(index);
        } catch (IOException e) {
            throw unreadable(index, e);
        }
    }

    private UserInputException unreadable(int index, IOException problem) {
        return new UserInputException(
                "image " + source.name(index) + " can no longer be read (" + Reasons.of(problem)
                        + "); restore it, or start again without it",
                problem);
    }

    private synchronized ImageDecoder decoder() {
        ImageDecoder opened = decoder;
        if (opened == null) {
            opened = new ImageDecoder(input);
            decoder = opened;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        if (decoder != null) {
            decoder.close();
            decoder = null;
        }
    }
}
