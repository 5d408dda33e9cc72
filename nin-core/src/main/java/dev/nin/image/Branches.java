// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import java.util.List;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.SwitchCond;
import org.tensorflow.types.TBool;
import org.tensorflow.types.family.TType;

/** Emits branches of which only one runs. They are not separate functions, so that they also work within functions. */
final class Branches {
    private Branches() {}

    /**
     * Emits one of two results.
     *
     * @param value the input of the branches; anything else they read must depend on it or be computed in any case
     */
    static <T extends TType, R extends TType> Operand<R> either(
            Ops tf,
            Operand<T> value,
            Operand<TBool> condition,
            Function<Operand<T>, Operand<R>> whereTrue,
            Function<Operand<T>, Operand<R>> whereFalse) {
        SwitchCond<T> branches = tf.switchCond(value, condition);
        return tf.merge(List.of(whereTrue.apply(branches.outputTrue()), whereFalse.apply(branches.outputFalse())))
                .output();
    }
}
