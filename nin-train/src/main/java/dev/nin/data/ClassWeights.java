// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

/** Computes the weights of classes in a loss. */
public final class ClassWeights {
    private ClassWeights() {}

    /**
     * Returns weights that make all classes contribute equally, whatever their number of images.
     *
     * @param images the training images
     * @return for each class the total number of images, divided by the number of classes and by the class's number of
     *     images; 0 for a class without images
     */
    public static float[] balanced(Dataset images) {
        float[] weights = new float[images.classes().size()];
        for (int image = 0; image < images.size(); image++) {
            weights[images.label(image)]++;
        }
        for (int label = 0; label < weights.length; label++) {
            weights[label] = weights[label] == 0 ? 0 : images.size() / (weights[label] * weights.length);
        }
        return weights;
    }
}
