// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.graph;

import dev.nin.model.Parameter;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * A variable in a graph that holds a parameter of the model. A session initializes it before its first run; to set it,
 * feed {@code initial} and run {@code assign}.
 *
 * @param name its name in the model, such as conv2d_1/kernel, without the graph's scope
 * @param parameter the parameter that it holds
 * @param variable the variable (TensorFlow's VariableV2)
 * @param initial the value it is initialized with
 * @param assign the operation that initializes it
 */
public record ModelVariable(
        String name,
        Parameter parameter,
        Variable<TFloat32> variable,
        Operand<TFloat32> initial,
        Assign<TFloat32> assign) {}
