// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.task.Target;
import java.util.List;

/** A view of some images of a dataset, in a given order. Immutable. */
final class Subset implements Dataset {
    private final Dataset all;
    private final int[] indices;

    Subset(Dataset all, int[] indices) {
        this.all = all;
        this.indices = indices.clone();
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public ImageShape shape() {
        return all.shape();
    }

    @Override
    public List<String> classes() {
        return all.classes();
    }

    @Override
    public int label(int index) {
        return all.label(indices[index]);
    }

    @Override
    public List<Target> targets() {
        return all.targets();
    }

    @Override
    public void readTargets(int index, Draw draw, TargetBuffer into) {
        all.readTargets(indices[index], draw, into);
    }

    @Override
    public void read(int index, ExampleBuffer into) {
        all.read(indices[index], into);
    }

    @Override
    public void read(int index, Draw draw, ExampleBuffer into) {
        all.read(indices[index], draw, into);
    }

    @Override
    public boolean isDecoded() {
        return all.isDecoded();
    }

    @Override
    public byte[] fingerprint(int index) {
        return all.fingerprint(indices[index]);
    }

    /** Selects from the whole dataset, so that a view of a view needs only one lookup. */
    @Override
    public Dataset select(int[] chosen) {
        int[] ofAll = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            ofAll[i] = indices[chosen[i]];
        }
        return new Subset(all, ofAll);
    }

    @Override
    public void close() {
        all.close();
    }
}
