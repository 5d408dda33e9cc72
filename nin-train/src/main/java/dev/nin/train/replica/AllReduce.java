// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.replica;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Emits TensorFlow's collective sums over all replicas. Sums are matched by the order of their emission, so all
 * replicas must emit the same ones.
 */
final class AllReduce {
    /**
     * Maximum number of values per sum, unless a single array has more: 16 MiB, so that NiN's gradients fit in one sum.
     */
    private static final long BUCKET = 1L << 22;

    /** A replica that waits longer for another one fails; a dead or unreachable one is detected long before. */
    private static final float TIMEOUT_SECONDS = 600;

    private static final long GROUP = 1;

    private final Replica replica;
    private final long firstInstance;
    private int instances;

    /** @param firstInstance the first instance key; the keys must be unique in the cluster */
    AllReduce(Replica replica, long firstInstance) {
        this.replica = replica;
        this.firstInstance = firstInstance;
    }

    /** Emits the sum of all replicas' values. */
    <T extends TNumber> Operand<T> sum(Ops tf, Operand<T> values) {
        // The binding's class is of a later version, which requires a communicator.
        return tf.scope()
                .opBuilder("CollectiveReduce", "AllReduce")
                .addInput(values.asOutput())
                .setAttr("group_size", replica.count())
                .setAttr("group_key", GROUP)
                .setAttr("instance_key", firstInstance + instances++)
                .setAttr("merge_op", "Add")
                .setAttr("final_op", "Id")
                .setAttr("subdiv_offsets", new long[] {0})
                .setAttr("communication_hint", "auto")
                .setAttr("timeout_seconds", TIMEOUT_SECONDS)
                .build()
                .<T>output(0);
    }

    /**
     * Emits the sums of several arrays, concatenated to a few long ones that are summed as soon as they are available.
     *
     * @param parts arrays of known shapes, preferably in the order in which they are computed
     */
    List<Operand<TFloat32>> sums(Ops tf, List<Part> parts) {
        List<Operand<TFloat32>> sums = new ArrayList<>();
        for (int from = 0; from < parts.size(); ) {
            long size = parts.get(from).size();
            int to = from + 1;
            while (to < parts.size() && size + parts.get(to).size() <= BUCKET) {
                size += parts.get(to).size();
                to++;
            }
            sums.addAll(bucket(tf, parts.subList(from, to)));
            from = to;
        }
        return sums;
    }

    private List<Operand<TFloat32>> bucket(Ops tf, List<Part> parts) {
        List<Operand<TFloat32>> flat = new ArrayList<>();
        parts.forEach(part -> flat.add(tf.reshape(part.values(), tf.constant(new int[] {-1}))));
        Operand<TFloat32> sum = sum(tf, flat.size() == 1 ? flat.get(0) : tf.concat(flat, tf.constant(0)));
        long[] sizes = parts.stream().mapToLong(Part::size).toArray();
        List<org.tensorflow.Output<TFloat32>> pieces = tf.splitV(
                        sum, tf.constant(sizes), tf.constant(0), (long) parts.size())
                .output();
        List<Operand<TFloat32>> shaped = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            shaped.add(tf.reshape(pieces.get(i), tf.constant(parts.get(i).dimensions())));
        }
        return shaped;
    }

    /**
     * An array to be summed.
     *
     * @param values the array
     * @param shape the array's dimensions, empty for a scalar
     */
    record Part(Operand<TFloat32> values, List<Integer> shape) {
        long size() {
            return shape.stream().mapToLong(Integer::longValue).reduce(1, (product, each) -> product * each);
        }

        int[] dimensions() {
            return shape.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
