// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task.output;

import dev.nin.UserInputException;
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
}
