package dev.nin.train;

import dev.nin.graph.Checkpoint;
import java.util.function.Supplier;

/** Is told of a training as it goes on, on the thread that trains. */
@FunctionalInterface
public interface TrainingListener {
    /**
     * An epoch has ended and been evaluated.
     *
     * @param metrics what it brought
     * @param checkpoint copies the state of training when asked
     */
    void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint);
}
