// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task.output;

import dev.nin.UserInputException;
import dev.nin.model.ModelSpec;
import dev.nin.task.Task;

/**
 * The task of one output of a model, with its weight.
 *
 * @param output the output's name
 * @param task the output's task
 * @param weight the factor on its loss in the sum over all outputs, above 0; 1 by default
 */
public record Goal(String output, Task task, double weight) {
    /** @throws UserInputException if the weight is not above 0 */
    public Goal {
        if (!(weight > 0) || !Double.isFinite(weight)) {
            throw new UserInputException("the weight of the output \"" + output + "\" is " + weight
                    + ", expected a number above 0, such as 1");
        }
    }

    /**
     * Throws if a model cannot learn this goal.
     *
     * @throws UserInputException if the model lacks the output, or the task does not fit it
     */
    void requireFit(ModelSpec spec) {
        if (!spec.outputs().contains(output)) {
            throw new UserInputException("the model \"" + spec.name() + "\" has the outputs " + spec.outputs()
                    + ", expected \"" + output + "\" among them, for which there is a task");
        }
        task.requireFit(spec, output);
    }
}
