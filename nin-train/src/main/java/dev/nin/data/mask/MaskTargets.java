// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.mask;

import dev.nin.UserInputException;
import dev.nin.data.Draw;
import dev.nin.data.ImageShape;
import dev.nin.data.TargetBuffer;
import dev.nin.data.augment.CropWindow;
import dev.nin.data.augment.ImageAugmentation;
import dev.nin.data.encoded.EncodedTargets;
import dev.nin.data.listing.MaskFile;
import dev.nin.files.Reasons;
import dev.nin.model.Input;
import dev.nin.task.Target;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Targets from mask files, which are resized and augmented like their images. */
public final class MaskTargets implements EncodedTargets {
    private final List<MaskFile> files;
    private final MaskClasses classes;
    private final Input input;
    /** Resized masks, if they are kept; an element is null until its mask is read. */
    private final @Nullable AtomicReferenceArray<byte[]> kept;

    /**
     * Creates targets from the masks of a dataset's images.
     *
     * @param files one mask file for each image
     * @param classes the masks' classes
     * @param input the size that images are resized to, and how they are fitted into it
     * @param keeps whether each mask is decoded only once
     */
    public MaskTargets(List<MaskFile> files, MaskClasses classes, Input input, boolean keeps) {
        this.files = List.copyOf(files);
        this.classes = classes;
        this.input = input;
        kept = keeps ? new AtomicReferenceArray<>(files.size()) : null;
    }

    @Override
    public List<Target> targets() {
        return List.of(Target.ofMask(input.height(), input.width(), classes.names()));
    }

    @Override
    public void read(int index, Draw draw, TargetBuffer into) {
        ImageAugmentation augmentation = draw.augmentation();
        byte[] mask;
        if (augmentation.crop().isEmpty()) {
            mask = whole(index).clone();
            draw.changeMask(index, new ImageShape(input.height(), input.width(), input.channels()), mask);
        } else {
            MaskImage decoded = decoded(index);
            SplittableRandom random = draw.random(index);
            CropWindow window = augmentation.cropWindow(decoded.height(), decoded.width(), random);
            mask = NearestFit.window(decoded, window, input);
            augmentation.draw(random).applyToMask(mask, 0, input.height(), input.width(), Target.NOTHING);
        }
        into.put(0, mask);
    }

    private byte[] whole(int index) {
        byte[] before = kept == null ? null : kept.get(index);
        if (before != null) {
            return before;
        }
        byte[] fitted = NearestFit.whole(decoded(index), input);
        if (kept != null) {
            kept.set(index, fitted);
        }
        return fitted;
    }

    private MaskImage decoded(int index) {
        MaskFile file = files.get(index);
        try {
            MaskImage mask = MaskImage.read(file.path());
            String problem = classes.problem(MaskClasses.valuesOf(mask.values()));
            if (!problem.isEmpty()) {
                throw new IOException(problem);
            }
            classes.replace(mask.values());
            return mask.turned(file.orientation());
        } catch (IOException e) {
            throw new UserInputException(
                    "mask " + file.path() + " can no longer be read (" + Reasons.of(e)
                            + "); restore it, or start again without it",
                    e);
        }
    }
}
