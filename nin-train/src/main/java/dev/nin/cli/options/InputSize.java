// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.options;

import dev.nin.data.ImageShape;
import dev.nin.dsl.Nin;
import dev.nin.model.InvalidModelException;
import dev.nin.zoo.Network;
import dev.nin.zoo.Zoo;
import java.util.Optional;

/**
 * The input size of a network of the zoo, and the reason for it.
 *
 * @param side height and width
 * @param reason the reason for the size, for the header
 */
public record InputSize(int side, String reason) {
    /** Channels and classes for trying out a size; they do not affect whether it is large enough. */
    private static final int ANY = 3;

    private static final int PHOTO = 224;
    private static final int LARGEST_MAP = 256;
    private static final String REQUESTED = "as requested";

    /**
     * Returns the size given on the command line, else one that suits the data and the network: the common size of all
     * images, if the network accepts it; the preset's, if they are too small for the network; the size that the network
     * was designed for, if they are photos, that is, larger than {@value #PHOTO} pixels or of several sizes.
     *
     * @param requested the size given on the command line, if any
     * @param own the shape of all images; empty if they differ
     */
    static InputSize of(Optional<Integer> requested, String model, Preset preset, Optional<ImageShape> own) {
        if (requested.isPresent()) {
            return new InputSize(requested.get(), REQUESTED);
        }
        if (MapNetworks.has(model)) {
            return ofMaps(own);
        }
        int usual = Zoo.imageSize(model);
        int side = own.map(shape -> Math.max(shape.height(), shape.width())).orElse(Integer.MAX_VALUE);
        if (side <= PHOTO && fits(model, side)) {
            return new InputSize(side, "the images' own size");
        }
        int ofPreset = preset.imageSize();
        return side <= PHOTO && fits(model, ofPreset)
                ? new InputSize(ofPreset, "preset " + preset.name())
                : new InputSize(usual, "the size that " + model + " is made for");
    }

    /**
     * Returns the size given on the command line, else the preset's if it fine-tunes, else that of the weights'
     * training.
     *
     * @param requested the size given on the command line, if any
     */
    static InputSize of(Optional<Integer> requested, Network network, Preset preset) {
        if (requested.isPresent()) {
            return new InputSize(requested.get(), REQUESTED);
        }
        int usual = network.preprocessing().imageSize();
        return preset.fineTuning().isPresent()
                ? new InputSize(
                        preset.imageSize(),
                        "preset " + preset.name() + "; " + network.title() + " was trained on " + usual)
                : new InputSize(usual, "the size that " + network.title() + " was trained on");
    }

    /** Returns the images' own size, if all have the same size and it is not too large for maps. */
    private static InputSize ofMaps(Optional<ImageShape> own) {
        return own.filter(shape -> shape.height() == shape.width() && shape.height() <= LARGEST_MAP)
                .map(shape -> new InputSize(shape.height(), "the images' own size"))
                .orElse(new InputSize(PHOTO, "for images that are larger or of several sizes"));
    }

    private static boolean fits(String model, int side) {
        try {
            Zoo.model(model, Nin.image(side, side, ANY), ANY);
            return true;
        } catch (InvalidModelException e) {
            return false;
        }
    }
}
