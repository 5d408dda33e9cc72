// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import dev.nin.model.ModelSpec;
import dev.nin.model.Node;
import dev.nin.model.Shape;
import java.util.Locale;
import java.util.Optional;
import org.tensorflow.proto.ConfigProto;

/**
 * Refuses what clearly does not fit into memory before TensorFlow allocates it, since some of its kernels end the
 * process where an allocation fails. Nothing is refused on a GPU, whose allocator reports failures, or where the system
 * does not tell how much memory there is.
 */
public final class MemoryCheck {
    private static final double GIBIBYTE = 1 << 30;

    private MemoryCheck() {}

    /**
     * Checks that a step of training fits.
     *
     * @param spec the model
     * @param batch number of images in a step
     * @param copies arrays that are kept per weight, such as the weight, its gradient and the optimizer's state
     * @param session the configuration of the session that takes the step
     * @throws InsufficientMemoryException if it does not
     */
    public static void requireTraining(ModelSpec spec, int batch, int copies, ConfigProto session) {
        double need = MemoryNeed.training(spec, batch, copies, MixedPrecision.isOn(session));
        require(true, spec, batch, need, session);
    }

    /**
     * Checks that predicting a batch fits.
     *
     * @param spec the model
     * @param images number of images that are predicted together
     * @param session the configuration of the session that predicts them
     * @throws InsufficientMemoryException if it does not
     */
    public static void requireInference(ModelSpec spec, int images, ConfigProto session) {
        require(false, spec, images, MemoryNeed.inference(spec, images), session);
    }

    private static void require(boolean isTraining, ModelSpec spec, int images, double need, ConfigProto session) {
        Optional<AvailableMemory> available = AvailableMemory.now();
        if (available.isEmpty() || need <= available.get().bytes() || isOnGpu(session)) {
            return;
        }
        Shape input = seen(spec);
        throw new InsufficientMemoryException(
                String.format(
                        Locale.ROOT,
                        "%s %d %s of %d×%d pixels with the model \"%s\" needs about %s of memory, and %s is %s",
                        isTraining ? "a step of training on" : "an evaluation of",
                        images,
                        images == 1 ? "image" : "images",
                        input.height(),
                        input.width(),
                        spec.name(),
                        size(need),
                        size(available.get().bytes()),
                        available.get().limit()),
                images > 1 && isTraining);
    }

    /**
     * Returns the number of pixels of the images as the network sees them.
     *
     * @param spec the model
     * @return height times width, after the model has resized an image
     */
    public static long pixels(ModelSpec spec) {
        Shape seen = seen(spec);
        return (long) seen.height() * seen.width();
    }

    private static Shape seen(ModelSpec spec) {
        Shape seen = spec.shape(spec.nodes().get(0).name());
        for (Node node : spec.nodes()) {
            if (!node.layer().preparesInput()) {
                return seen;
            }
            seen = spec.shape(node.name());
        }
        return seen;
    }

    private static boolean isOnGpu(ConfigProto session) {
        return session.getDeviceCountOrDefault("GPU", 1) > 0
                && Devices.list(session).stream()
                        .anyMatch(device -> device.type().equals("GPU"));
    }

    private static String size(double bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / GIBIBYTE);
    }
}
