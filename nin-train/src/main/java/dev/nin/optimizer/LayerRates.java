// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.optimizer;

import com.google.common.collect.ImmutableMap;
import dev.nin.UserInputException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Factors on the learning rate by layer, so that pretrained layers change less than a new head (discriminative learning
 * rates, Howard and Ruder 2018; layer-wise decay).
 *
 * <p>With a factor of 0, a layer's parameters do not change, but the layer still runs in training mode: its batch
 * normalization uses the batch's statistics, as in PyTorch with {@code requires_grad} off. A frozen node costs less and
 * runs in inference mode, as in Keras with {@code trainable} off.
 *
 * @param factors the factors, at least 0, by node name; 1 for nodes that are not listed
 */
public record LayerRates(Map<String, Double> factors) {
    /** The same rate everywhere. */
    public static final LayerRates SAME = new LayerRates(Map.of());

    /** @throws UserInputException if a factor is negative or not a number */
    public LayerRates {
        factors = ImmutableMap.copyOf(factors);
        factors.forEach((node, factor) -> {
            if (!(factor >= 0) || !Double.isFinite(factor)) {
                throw new UserInputException("the rate of \"" + node + "\" is multiplied by " + factor
                        + ", expected a number of at least 0, such as 0.1");
            }
        });
    }

    /**
     * Creates rates that decrease from one group of nodes to the next: 1, decay, decay² and so on.
     *
     * @param groups the groups' nodes, the head's group first
     * @param decay the factor from one group to the next, above 0, such as 0.5; 1 for the same rate everywhere
     * @return the rates
     * @throws UserInputException if the decay is not above 0
     */
    public static LayerRates decaying(List<? extends Collection<String>> groups, double decay) {
        if (!(decay > 0)) {
            throw new UserInputException(
                    "rates decay from layer to layer by " + decay + ", expected a number above 0, such as 0.5");
        }
        ImmutableMap.Builder<String, Double> factors = ImmutableMap.builder();
        double factor = 1;
        for (Collection<String> group : groups) {
            double each = factor;
            group.forEach(node -> factors.put(node, each));
            factor *= decay;
        }
        return new LayerRates(factors.buildOrThrow());
    }

    /**
     * Returns a node's factor.
     *
     * @param node the node's name
     * @return the factor on its learning rate
     */
    public double of(String node) {
        return Objects.requireNonNull(factors.getOrDefault(node, 1.0));
    }
}
