// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data.source;

import com.google.common.primitives.Floats;
import dev.nin.data.Draw;
import dev.nin.data.TargetBuffer;
import dev.nin.data.encoded.EncodedTargets;
import dev.nin.data.listing.ListedImages;
import dev.nin.task.Target;
import java.util.List;

/**
 * Targets that were listed with their files: values or tags.
 *
 * @param images the files
 * @param target the target that their numbers belong to
 */
record NumberTargets(ListedImages images, Target target) implements EncodedTargets {
    @Override
    public List<Target> targets() {
        return List.of(target);
    }

    @Override
    public void read(int index, Draw draw, TargetBuffer into) {
        into.put(0, Floats.toArray(images.files().get(index).numbers()));
    }
}
