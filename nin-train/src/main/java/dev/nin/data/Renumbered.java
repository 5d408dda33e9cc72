// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.task.Target;
import java.util.List;

/** A view of images whose classes have new numbers and names. Immutable. */
final class Renumbered implements Dataset {
    private final Dataset images;
    private final List<String> classes;
    private final int[] numbers;

    /**
     * @param classes the new names, in the order of the new numbers
     * @param numbers the new number for each old number
     */
    Renumbered(Dataset images, List<String> classes, int[] numbers) {
        this.images = images;
        this.classes = List.copyOf(classes);
        this.numbers = numbers.clone();
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public ImageShape shape() {
        return images.shape();
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int label(int index) {
        return numbers[images.label(index)];
    }

    @Override
    public List<Target> targets() {
        return List.of(Target.ofClass(classes));
    }

    @Override
    public void readTargets(int index, Draw draw, TargetBuffer into) {
        into.put(0, label(index));
    }

    @Override
    public void read(int index, ExampleBuffer into) {
        images.read(index, into);
    }

    @Override
    public void read(int index, Draw draw, ExampleBuffer into) {
        images.read(index, draw, into);
    }

    @Override
    public boolean isDecoded() {
        return images.isDecoded();
    }

    @Override
    public byte[] fingerprint(int index) {
        return images.fingerprint(index);
    }

    @Override
    public void close() {
        images.close();
    }
}
