package example;

import dev.nin.runtime.Device;
import dev.nin.runtime.TensorFlowRuntime;
import dev.nin.serving.Predictor;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tensorflow.proto.ConfigProto;

/** The models of this JVM: all tasks of an executor share one, which lives as long as the executor. */
final class SharedModel {
    private static final Map<String, Predictor> OPEN = new ConcurrentHashMap<>();

    private SharedModel() {}

    /** Returns the newest version of a model, opened by the first task that asks for it. */
    static Predictor open(String folder) {
        return OPEN.computeIfAbsent(folder, path -> Predictor.open(Path.of(path), Session.CONFIG));
    }

    /** TensorFlow reads some settings only while it loads, so this comes before the first model. */
    private static final class Session {
        private static final ConfigProto CONFIG =
                TensorFlowRuntime.start(Device.parse("auto"), 0, false).sessionConfig();
    }
}
