// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import dev.nin.UserInputException;
import dev.nin.data.ImageSets;
import dev.nin.data.ImageShape;
import dev.nin.model.Input;
import java.util.List;
import java.util.Optional;

/**
 * Data stored as plain pixels.
 *
 * @param sets the images
 */
record StoredData(ImageSets sets) implements DataSource {
    @Override
    public String name() {
        return sets.name();
    }

    @Override
    public Optional<ImageShape> shape() {
        return Optional.of(sets.train().shape());
    }

    @Override
    public boolean isEncoded() {
        return false;
    }

    @Override
    public boolean holdsTest() {
        return true;
    }

    @Override
    public ImageSets open(Input input) {
        ImageShape wanted = new ImageShape(input.height(), input.width(), input.channels());
        if (!sets.train().shape().equals(wanted)) {
            throw new UserInputException(
                    "data " + name() + " has images of " + sets.train().shape()
                            + ", stored as pixels that cannot be read as " + wanted + "; resize them in the model");
        }
        return sets;
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public List<String> skipped() {
        return List.of();
    }
}
