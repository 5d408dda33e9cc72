// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.data;

import dev.nin.UserInputException;
import dev.nin.task.Target;
import dev.nin.task.Target.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A dataset of images of one size with any targets, kept in memory as uint8 (height, width, channels), one image after
 * the other. Immutable.
 *
 * <pre>{@code
 * TargetImages turned = TargetImages.of(new ImageShape(28, 28, 1), pixels)
 *         .with(Target.ofValues(List.of("angle")), angles);
 * }</pre>
 */
public final class TargetImages implements Dataset {
    private final ImageShape shape;
    private final byte[] pixels;
    private final List<Target> targets;
    private final List<Column> columns;

    private TargetImages(ImageShape shape, byte[] pixels, List<Target> targets, List<Column> columns) {
        this.shape = shape;
        this.pixels = pixels;
        this.targets = List.copyOf(targets);
        this.columns = List.copyOf(columns);
    }

    /** One target of all images. */
    private interface Column {
        void read(int index, Draw draw, int target, TargetBuffer into);
    }

    /**
     * Creates a dataset without targets, as for reconstruction.
     *
     * @param shape the shape of each image
     * @param pixels all images, (count, height, width, channels); copied
     * @return the images
     * @throws UserInputException if there is no image or the last is incomplete
     */
    public static TargetImages of(ImageShape shape, byte[] pixels) {
        if (pixels.length == 0 || pixels.length % shape.bytes() != 0) {
            throw new UserInputException("the images have " + pixels.length + " bytes, expected a multiple of "
                    + shape.bytes() + " for images of " + shape + ", and at least one");
        }
        return new TargetImages(shape, pixels.clone(), List.of(), List.of());
    }

    /**
     * Adds a class for each image.
     *
     * @param target a target of {@link Kind#CLASS}
     * @param labels the number of each image's class; copied
     * @return a new dataset with one more target
     * @throws UserInputException if the numbers do not fit the images or the target
     */
    public TargetImages with(Target target, int[] labels) {
        requireFit(target, labels.length, 1, Kind.CLASS);
        int[] kept = labels.clone();
        return with(target, (index, draw, number, into) -> into.put(number, kept[index]));
    }

    /**
     * Adds values or tags for each image.
     *
     * @param target a target of {@link Kind#VALUES} or {@link Kind#TAGS}
     * @param values the values (count, numbers); copied
     * @return a new dataset with one more target
     * @throws UserInputException if the numbers do not fit the images or the target, or one is not finite
     */
    public TargetImages with(Target target, float[] values) {
        requireFit(target, values.length, target.size(), Kind.VALUES, Kind.TAGS);
        float[] kept = values.clone();
        int size = target.size();
        return with(
                target,
                (index, draw, number, into) ->
                        into.put(number, Arrays.copyOfRange(kept, index * size, (index + 1) * size)));
    }

    /**
     * Adds a mask for each image, which is augmented with its image.
     *
     * @param target a target of {@link Kind#MASK}, of the images' height and width
     * @param masks the class of each pixel or {@link Target#NOTHING}, (count, height, width); copied
     * @return a new dataset with one more target
     * @throws UserInputException if the masks do not fit the images or the target
     */
    public TargetImages with(Target target, byte[] masks) {
        int size = shape.height() * shape.width();
        requireFit(target, masks.length, size, Kind.MASK);
        byte[] kept = masks.clone();
        return with(target, (index, draw, number, into) -> {
            byte[] mask = Arrays.copyOfRange(kept, index * size, (index + 1) * size);
            draw.changeMask(index, shape, mask);
            into.put(number, mask);
        });
    }

    private void requireFit(Target target, int length, int each, Kind... kinds) {
        if (!Arrays.asList(kinds).contains(target.kind())) {
            throw new UserInputException("the target \"" + target.name() + "\" is of the kind " + target.kind()
                    + ", expected " + (kinds.length == 1 ? kinds[0] : Arrays.toString(kinds))
                    + " for an array of this type");
        }
        List<Integer> image = List.of(shape.height(), shape.width());
        if (target.kind() == Kind.MASK && !target.dimensions().equals(image)) {
            throw new UserInputException("the target \"" + target.name() + "\" is " + target.dimensions()
                    + ", expected the images' height and width " + image);
        }
        if (length != (long) size() * each) {
            throw new UserInputException("the target \"" + target.name() + "\" has " + length + " numbers, expected "
                    + (long) size() * each + ": " + each + " for each of " + size() + " images");
        }
    }

    private TargetImages with(Target target, Column column) {
        if (targets.stream().anyMatch(earlier -> earlier.name().equals(target.name()))) {
            throw new UserInputException("the images have a target \"" + target.name()
                    + "\" already, expected another name; rename it by Target.named");
        }
        Targets one = new Targets(List.of(target), 1);
        for (int index = 0; index < size(); index++) {
            column.read(index, Draw.NONE, 0, one.at(0, index));
        }
        List<Target> moreTargets = new ArrayList<>(targets);
        moreTargets.add(target);
        List<Column> moreColumns = new ArrayList<>(columns);
        moreColumns.add(column);
        return new TargetImages(shape, pixels, moreTargets, moreColumns);
    }

    @Override
    public int size() {
        return pixels.length / shape.bytes();
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    /** Returns the names of the first target of {@link Kind#CLASS}; an empty list if there is none. */
    @Override
    public List<String> classes() {
        return targets.stream()
                .filter(target -> target.kind() == Kind.CLASS)
                .findFirst()
                .map(Target::names)
                .orElse(List.of());
    }

    @Override
    public int label(int index) {
        for (int target = 0; target < targets.size(); target++) {
            if (targets.get(target).kind() == Kind.CLASS) {
                Targets one = new Targets(targets, 1);
                columns.get(target).read(index, Draw.NONE, target, one.at(0, index));
                return one.classes(target)[0];
            }
        }
        throw new IllegalStateException("the images have no classes, only " + targets);
    }

    @Override
    public List<Target> targets() {
        return targets;
    }

    @Override
    public void readTargets(int index, Draw draw, TargetBuffer into) {
        for (int target = 0; target < targets.size(); target++) {
            columns.get(target).read(index, draw, target, into);
        }
    }

    @Override
    public void read(int index, ExampleBuffer into) {
        into.put(pixels, index * shape.bytes(), shape.bytes());
    }

    @Override
    public boolean isDecoded() {
        return true;
    }
}
