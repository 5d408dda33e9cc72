package example;

import dev.nin.zoo.Zoo;
import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.ModelOperands;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Embeds a network of the zoo in a custom graph, between custom operations. */
public final class OwnGraph {
    private OwnGraph() {}

    public static void main(String... arguments) {
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TUint8> photos = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 224, 224, 1)));
            ModelOperands nin = GraphCompiler.apply(Zoo.nin(224, 1, 10), tf.withSubScope("nin"), photos, Mode.inference());
            Operand<TFloat32> probabilities = tf.nn.softmax(nin.logits());
            try (Session session = new Session(graph);
                    TUint8 images = TUint8.tensorOf(Shape.of(2, 224, 224, 1));
                    Result result = session.runner().feed(photos, images).fetch(probabilities).run()) {
                System.out.println("probabilities of two images: " + result.get(0).shape());
                require(result.get(0).shape().equals(Shape.of(2, 10)), "a row of ten for each image");
                require(graph.operation("nin/conv2d_1/Conv2d") != null, "names under the caller's scope");
            }
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("expected " + what);
        }
    }
}
