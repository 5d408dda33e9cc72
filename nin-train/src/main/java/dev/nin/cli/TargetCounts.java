// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.ImageSets;
import dev.nin.data.Targets;
import dev.nin.data.listing.Shown;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import dev.nin.text.TextTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The targets of the images, and the number of images. */
final class TargetCounts {
    private static final int SHOWN = 20;

    private TargetCounts() {}

    /** Returns the number of images of each split, in total and by class or tag. */
    static TextTable table(ImageSets sets) {
        List<Target> targets = sets.train().targets();
        boolean isTags = !targets.isEmpty() && targets.get(0).kind() == Kind.TAGS;
        List<String> names = isTags ? targets.get(0).names() : sets.train().classes();
        TextTable table = new TextTable(4)
                .row(isTags ? "tag" : names.isEmpty() ? "" : "class", "train", "validation", "test")
                .rule();
        for (int name = 0; name < names.size(); name++) {
            int wanted = name;
            table.row(
                    names.get(name),
                    count(sets.train(), wanted),
                    sets.validation().map(part -> count(part, wanted)).orElse(""),
                    count(sets.test(), wanted));
        }
        if (!names.isEmpty()) {
            table.rule();
        }
        return table.row(
                "all",
                Integer.toString(sets.train().size()),
                sets.validation().map(part -> Integer.toString(part.size())).orElse(""),
                Integer.toString(sets.test().size()));
    }

    private static String count(Dataset part, int wanted) {
        return Long.toString(IntStream.range(0, part.size())
                .filter(image -> part.classes().isEmpty() ? hasTag(part, image, wanted) : part.label(image) == wanted)
                .count());
    }

    private static boolean hasTag(Dataset part, int image, int tag) {
        Targets one = new Targets(part.targets(), 1);
        part.readTargets(image, Draw.NONE, one.at(0, image));
        return one.values(0)[tag] == 1;
    }

    /** Returns a line on targets other than classes; empty for classes. */
    static Optional<String> line(Dataset images) {
        if (!images.classes().isEmpty()) {
            return Optional.empty();
        }
        List<String> targets = images.targets().stream()
                .map(target -> switch (target.kind()) {
                            case CLASS -> "classes ";
                            case VALUES -> "values ";
                            case TAGS -> "tags ";
                            case MASK -> "masks of the classes ";
                            case IMAGE -> "the images";
                        }
                        + Shown.first(target.names(), SHOWN))
                .toList();
        return Optional.of("targets: " + (targets.isEmpty() ? "the images themselves" : String.join("; ", targets)));
    }
}
