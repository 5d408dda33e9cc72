// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.replica;

import dev.nin.graph.layer.BatchPart;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The inputs of a replica's graph that state which part of each batch the replica has. */
public final class ReplicaInputs {
    private final Placeholder<TInt32> size;
    private final Placeholder<TInt32> places;
    private final Placeholder<TFloat32> share;
    private final Placeholder<TFloat32> wish;

    ReplicaInputs(Ops tf) {
        size = tf.withName("batch_size").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
        places = tf.withName("places").placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        share = tf.withName("share").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
        wish = tf.withName("wish").placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
    }

    /** Creates the inputs; empty for a single replica, which has whole batches. */
    public static Optional<ReplicaInputs> of(Ops tf, Replica replica) {
        return replica.count() == 1 ? Optional.empty() : Optional.of(new ReplicaInputs(tf.withSubScope("replica")));
    }

    public BatchPart part() {
        return new BatchPart(size, places);
    }

    /** Returns the replica's share of the batch, 0 if it has no image of it. */
    Operand<TFloat32> share() {
        return share;
    }

    /** Returns 1 if the replica wants to pause. */
    Operand<TFloat32> wish() {
        return wish;
    }

    /** Feeds a slice. */
    public Session.Runner feed(Session.Runner runner, Slice slice) {
        return runner.feed(size, slice.size())
                .feed(places, slice.places())
                .feed(share, slice.share())
                .feed(wish, slice.wish());
    }

    /** A slice in TensorFlow's memory. */
    public record Slice(TInt32 size, TInt32 places, TFloat32 share, TFloat32 wish) implements AutoCloseable {
        public static Slice of(BatchSlice slice, boolean wish) {
            return new Slice(
                    TInt32.scalarOf(slice.size()),
                    TInt32.tensorOf(StdArrays.ndCopyOf(slice.places())),
                    TFloat32.scalarOf(slice.share()),
                    TFloat32.scalarOf(wish ? 1 : 0));
        }

        @Override
        public void close() {
            size.close();
            places.close();
            share.close();
            wish.close();
        }
    }
}
