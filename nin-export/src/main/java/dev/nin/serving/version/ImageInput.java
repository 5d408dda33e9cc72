// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.version;

import dev.nin.savedmodel.SignatureNames;
import java.util.List;

/** The images of a request as a signature takes them: pixels of the model's size, or files. */
public final class ImageInput {
    private final String signature;
    private final boolean areFiles;
    private final List<byte[]> parts;

    private ImageInput(String signature, boolean areFiles, List<byte[]> parts) {
        this.signature = signature;
        this.areFiles = areFiles;
        this.parts = List.copyOf(parts);
    }

    /**
     * Creates the input of a signature that takes pixels.
     *
     * @param signature the signature's key
     * @param pixels one or more images, (count, height, width, channels), uint8
     */
    public static ImageInput pixels(String signature, byte[] pixels) {
        return new ImageInput(signature, false, List.of(pixels));
    }

    /** Creates the input of the signature {@code encoded}. */
    public static ImageInput files(List<byte[]> files) {
        return new ImageInput(SignatureNames.ENCODED, true, files);
    }

    /** Returns whether one run can take the images of both. */
    public boolean joins(ImageInput other) {
        return areFiles == other.areFiles && signature.equals(other.signature);
    }

    /** Joins inputs into one, in order. */
    public static ImageInput join(List<ImageInput> inputs) {
        ImageInput first = inputs.get(0);
        return inputs.size() == 1
                ? first
                : new ImageInput(
                        first.signature,
                        first.areFiles,
                        inputs.stream().flatMap(each -> each.parts.stream()).toList());
    }

    String signature() {
        return signature;
    }

    /** Returns whether the images are files. */
    public boolean areFiles() {
        return areFiles;
    }

    /** Returns the files. */
    public List<byte[]> files() {
        return parts;
    }

    /** Returns the number of bytes of all images. */
    public int bytes() {
        return parts.stream().mapToInt(part -> part.length).reduce(0, Math::addExact);
    }

    /** Returns the pixels of all images, in order. */
    byte[] pixels() {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        byte[] all = new byte[bytes()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
