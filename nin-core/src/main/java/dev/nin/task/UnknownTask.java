// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.task;

import com.google.common.collect.ImmutableSortedSet;
import dev.nin.UserInputException;
import dev.nin.metric.Metric;
import dev.nin.model.ModelSpec;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * A task of unknown kind from a file: it can be stored and written, but not used.
 *
 * @param kind the unknown kind
 * @param settings its settings
 * @param known the known kinds
 */
record UnknownTask(String kind, TaskSettings settings, SortedSet<String> known) implements Task {
    UnknownTask {
        known = ImmutableSortedSet.copyOf(known);
    }

    private UserInputException unknown() {
        return new UserInputException("the task has the unknown kind \"" + kind + "\", expected one of " + known
                + "; add the jar with its TaskKind to the class path, or pass the task itself");
    }

    @Override
    public void requireFit(ModelSpec spec, String output) {
        throw unknown();
    }

    @Override
    public Target target(ModelSpec spec, String output) {
        throw unknown();
    }

    @Override
    public Operand<TFloat32> encoded(Ops tf, Operand<? extends TNumber> targets) {
        throw unknown();
    }

    @Override
    public Operand<TFloat32> losses(Ops tf, Operand<TFloat32> output, Operand<TFloat32> encoded) {
        throw unknown();
    }

    @Override
    public Map<String, Operand<? extends TType>> predictions(Ops tf, Operand<TFloat32> output) {
        throw unknown();
    }

    @Override
    public List<Metric> metrics() {
        throw unknown();
    }
}
