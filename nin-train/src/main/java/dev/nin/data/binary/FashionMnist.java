// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.binary;

import com.google.common.io.MoreFiles;
import com.google.common.io.Resources;
import dev.nin.data.ImageSets;
import java.nio.file.Path;
import java.util.List;

/**
 * Fashion-MNIST (Xiao et al. 2017, MIT license): articles of clothing, 28×28 grayscale, ten classes. The bundled sample
 * has the first 500 training and the first 100 test images of each class, in the order of the full files.
 */
public final class FashionMnist {
    /** The classes' names in the order of the labels. */
    static final List<String> CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private FashionMnist() {}

    /** Returns the bundled sample: 5,000 training and 1,000 test images. */
    public static ImageSets sample() {
        return sets("sample", FashionMnist::resource);
    }

    /**
     * Returns the full data set, found on this machine or downloaded, and checked: 60,000 training and 10,000 test
     * images.
     */
    public static ImageSets full() {
        FashionMnistFiles files = FashionMnistFiles.ofThisMachine();
        return sets("fashion-mnist", name -> {
            Path file = files.get(name);
            return new IdxFolder.Source(file.toString(), MoreFiles.asByteSource(file));
        });
    }

    /** Returns this machine's folders of the full data set. Nothing is downloaded. */
    public static FashionMnistFolders folders() {
        return FashionMnistFiles.ofThisMachine().folders();
    }

    /** Finds a file by name. */
    private interface Finder {
        IdxFolder.Source find(String name);
    }

    private static ImageSets sets(String name, Finder finder) {
        int[] trainLabels = IdxFolder.labels(finder.find(IdxFolder.TRAIN_LABELS));
        int[] testLabels = IdxFolder.labels(finder.find(IdxFolder.TEST_LABELS));
        return new ImageSets(
                name,
                IdxFolder.images(finder.find(IdxFolder.TRAIN_IMAGES), trainLabels, CLASSES),
                IdxFolder.images(finder.find(IdxFolder.TEST_IMAGES), testLabels, CLASSES));
    }

    private static IdxFolder.Source resource(String name) {
        String path = "fashion-mnist-sample/" + name + ".gz";
        return new IdxFolder.Source(
                "resource " + path, Resources.asByteSource(Resources.getResource(FashionMnist.class, path)));
    }
}
