package dev.nin.train;

import dev.nin.graph.Checkpoint;
import java.util.function.Supplier;

/** Is told of a training as it goes on, on the thread that trains. */
@FunctionalInterface
public interface TrainingListener {
    /**
     * A step has been taken. Does nothing by default.
     *
     * @param metrics what it saw
     */
    default void stepTaken(StepMetrics metrics) {}

    /**
     * The training stays where it began. Does nothing by default.
     *
     * @param found what shows it
     */
    default void startedDead(DeadStart found) {}

    /**
     * An epoch has ended and been evaluated.
     *
     * @param metrics what it brought
     * @param checkpoint copies the state of training when asked
     */
    void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint);

    /**
     * Whether training is to end behind this epoch; asked after each.
     *
     * @return false by default
     */
    default boolean wantsToStop() {
        return false;
    }
}
