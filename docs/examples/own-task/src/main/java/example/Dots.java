package example;

import dev.nin.data.Dataset;
import dev.nin.data.Draw;
import dev.nin.data.ExampleBuffer;
import dev.nin.data.ImageShape;
import dev.nin.data.TargetBuffer;
import dev.nin.task.Target;
import java.util.List;
import java.util.SplittableRandom;

/** A dataset of images with white dots on black, generated as they are read; the target is the number of dots. */
record Dots(int size, long seed) implements Dataset {
    private static final int SIDE = 32;
    private static final int MOST = 9;

    @Override
    public ImageShape shape() {
        return new ImageShape(SIDE, SIDE, 1);
    }

    @Override
    public List<Target> targets() {
        return List.of(Target.ofValues(List.of("dots")));
    }

    @Override
    public void readTargets(int index, Draw draw, TargetBuffer into) {
        into.put(0, (float) count(index));
    }

    @Override
    public void read(int index, ExampleBuffer into) {
        SplittableRandom random = random(index);
        byte[] image = new byte[SIDE * SIDE];
        for (int dot = 0; dot < count(index); dot++) {
            // Dots are placed on a grid, so that none hides another.
            int place = (dot * 7 + random.nextInt(7)) % 64;
            int corner = place / 8 * 4 * SIDE + place % 8 * 4;
            image[corner] = image[corner + 1] = image[corner + SIDE] = image[corner + SIDE + 1] = (byte) 255;
        }
        into.put(image, 0, image.length);
    }

    private int count(int index) {
        return 1 + random(index).split().nextInt(MOST);
    }

    private SplittableRandom random(int index) {
        return new SplittableRandom(seed * 1_000_003 + index);
    }
}
