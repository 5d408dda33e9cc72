package dev.nin.graph;

/** What a graph is compiled for. */
public sealed interface Mode {
    /**
     * Weights are variables, dropout drops.
     *
     * @param seed determines the initial weights and, with the step that is fed, every random draw
     */
    record Training(long seed) implements Mode {}

    /**
     * Weights are variables under the same names as in training, dropout passes everything on.
     *
     * @param seed determines the initial weights
     */
    record Inference(long seed) implements Mode {}

    /**
     * Weights are constants, dropout passes everything on.
     *
     * @param weights a value for each of the model's parameters
     */
    record Frozen(Weights weights) implements Mode {}

    /**
     * For training.
     *
     * @param seed determines the initial weights and, with the step that is fed, every random draw
     * @return the mode
     */
    static Mode training(long seed) {
        return new Training(seed);
    }

    /**
     * For evaluation with weights that are loaded later; until then they are what seed 0 draws.
     *
     * @return the mode
     */
    static Mode inference() {
        return new Inference(0);
    }

    /**
     * For inference with weights that stay.
     *
     * @param weights a value for each of the model's parameters
     * @return the mode
     */
    static Mode frozen(Weights weights) {
        return new Frozen(weights);
    }
}
