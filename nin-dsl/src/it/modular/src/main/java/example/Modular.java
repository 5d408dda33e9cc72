package example;

import static dev.nin.dsl.Nin.image;

import dev.nin.graph.GraphCompiler;
import dev.nin.graph.Mode;
import dev.nin.graph.ModelOperands;
import dev.nin.model.ModelJson;
import dev.nin.model.ModelSpec;
import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TUint8;

/** Describes a network, writes and reads it as JSON, compiles it and runs one batch, all from named modules. */
public final class Modular {
    private Modular() {}

    public static void main(String... arguments) {
        List<Class<?>> used = List.of(Modular.class, ModelSpec.class, Graph.class, Shape.class);
        List<String> names = used.stream().map(each -> each.getModule().getName()).toList();
        System.out.println("modules: " + names);
        List<String> expected = List.of("example", "dev.nin.core", "tensorflow", "org.tensorflow.ndarray");
        require(names.equals(expected), "modules of these names: " + expected);

        ModelSpec spec = image(28, 28, 1).nin(8, 3, 1, 1).maxPool(2, 2).nin(10, 3, 1, 1).globalAvgPool().build("small");
        require(ModelJson.read(ModelJson.write(spec)).equals(spec), "the model that was written as JSON");

        TensorFlowRuntime runtime = TensorFlowRuntime.start(Device.parse("cpu"), 0, false);
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            Placeholder<TUint8> photos = tf.placeholder(TUint8.class, Placeholder.shape(Shape.of(-1, 28, 28, 1)));
            ModelOperands model = GraphCompiler.apply(spec, tf, photos, Mode.inference());
            try (Session session = new Session(graph, runtime.sessionConfig());
                    TUint8 images = TUint8.tensorOf(Shape.of(2, 28, 28, 1));
                    Result result = session.runner().feed(photos, images).fetch(model.logits()).run()) {
                System.out.println("logits of two images: " + result.get(0).shape());
                require(result.get(0).shape().equals(Shape.of(2, 10)), "a row of ten for each image");
            }
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("expected " + what);
        }
    }
}
