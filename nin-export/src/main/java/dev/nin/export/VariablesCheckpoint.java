// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.export;

import com.google.protobuf.ByteString;
import dev.nin.graph.ModelVariable;
import dev.nin.graph.SubScope;
import dev.nin.savedmodel.SavedModelFormat;
import dev.nin.weights.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.AssignVariableOp;
import org.tensorflow.op.core.Identity;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.train.Restore;
import org.tensorflow.op.train.Save;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.proto.VariableDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/**
 * A model's weights as resource variables, which current readers expect, restored from a TensorFlow checkpoint. The
 * compiler creates the older reference variables, which Python's {@code tf.saved_model.load} cannot restore.
 *
 * @param graph the model's graph with resource variables and the operations that save and restore them; owned
 * @param saver the definition of saving and restoring
 * @param variables the saved variables
 */
record VariablesCheckpoint(Graph graph, SaverDef saver, List<Restored> variables) implements AutoCloseable {
    private static final String HANDLE = "/handle";
    private static final String SCOPE = "save";
    private static final String FOLDER = SavedModelFormat.VARIABLES;

    /** A variable, the node that reads it, and the operation that assigns the restored value. */
    private record Restored(ModelVariable variable, String reads, Op assign, Operand<TFloat32> value) {}

    /**
     * Converts reference variables to resource variables.
     *
     * @param model the graph, which only reads variables
     * @param variables its variables
     */
    static VariablesCheckpoint of(GraphDef model, List<ModelVariable> variables) {
        Set<String> there = new HashSet<>();
        model.getNodeList().forEach(node -> there.add(node.getName()));
        List<ModelVariable> used = variables.stream()
                .filter(variable -> there.contains(nodeName(variable)))
                .toList();
        Graph graph = new Graph();
        try {
            graph.importGraphDef(withResources(model, used));
            return withSaver(graph, used);
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /** Writes the checkpoint into a SavedModel's folder. */
    void write(Path model, Weights weights) throws IOException {
        Path folder = Files.createDirectory(model.resolve(FOLDER));
        try (Session session = new Session(graph);
                TString prefix = TString.scalarOf(folder.resolve(FOLDER).toString())) {
            for (Restored restored : variables) {
                try (TFloat32 value = tensor(weights, restored.variable().name())) {
                    session.runner()
                            .feed(restored.value(), value)
                            .addTarget(restored.assign())
                            .run()
                            .close();
                }
            }
            session.runner()
                    .feed(saver.getFilenameTensorName(), prefix)
                    .addTarget(saver.getSaveTensorName())
                    .run()
                    .close();
        }
    }

    /** Returns the collections that declare the variables to Python, so that training can continue there. */
    Map<String, CollectionDef> collections() {
        CollectionDef.BytesList.Builder all = CollectionDef.BytesList.newBuilder();
        CollectionDef.BytesList.Builder trainable = CollectionDef.BytesList.newBuilder();
        for (Restored restored : variables) {
            boolean trains = restored.variable().parameter().trainable();
            ByteString definition = VariableDef.newBuilder()
                    .setVariableName(restored.reads() + HANDLE + ":0")
                    .setInitializerName(restored.assign().op().name())
                    .setInitialValueName(restored.value().asOutput().name())
                    .setSnapshotName(restored.reads() + ":0")
                    .setIsResource(true)
                    .setTrainable(trains)
                    .build()
                    .toByteString();
            all.addValue(definition);
            if (trains) {
                trainable.addValue(definition);
            }
        }
        Map<String, CollectionDef> collections = new HashMap<>();
        collections.put(
                "variables", CollectionDef.newBuilder().setBytesList(all).build());
        collections.put(
                "trainable_variables",
                CollectionDef.newBuilder().setBytesList(trainable).build());
        return collections;
    }

    @Override
    public void close() {
        graph.close();
    }

    /**
     * Replaces variables by resources. The read operation gets the variable's name, so that its readers do not change.
     */
    private static GraphDef withResources(GraphDef model, List<ModelVariable> variables) {
        Map<String, ModelVariable> byNode = new HashMap<>();
        variables.forEach(variable -> byNode.put(nodeName(variable), variable));
        GraphDef.Builder graph = model.toBuilder().clearNode();
        for (NodeDef node : model.getNodeList()) {
            ModelVariable variable = byNode.get(node.getName());
            if (variable == null) {
                graph.addNode(node);
            } else {
                String handle = node.getName() + HANDLE;
                AttrValue type = node.getAttrOrThrow("dtype");
                graph.addNode(NodeDef.newBuilder()
                        .setName(handle)
                        .setOp("VarHandleOp")
                        .putAttr("dtype", type)
                        .putAttr("shape", node.getAttrOrThrow("shape"))
                        .putAttr(
                                "shared_name",
                                AttrValue.newBuilder()
                                        .setS(ByteString.copyFromUtf8(handle))
                                        .build()));
                graph.addNode(NodeDef.newBuilder()
                        .setName(node.getName())
                        .setOp("ReadVariableOp")
                        .addInput(handle)
                        .putAttr("dtype", type));
            }
        }
        return graph.build();
    }

    private static VariablesCheckpoint withSaver(Graph graph, List<ModelVariable> variables) {
        Ops tf = SubScope.of(Ops.create(graph)).withSubScope(SCOPE);
        String[] names = variables.stream().map(ModelVariable::name).toArray(String[]::new);
        List<Operand<?>> values = new ArrayList<>();
        List<Class<? extends TType>> types = new ArrayList<>();
        for (ModelVariable variable : variables) {
            values.add(graph.outputOrThrow(nodeName(variable) + ":0"));
            types.add(TFloat32.class);
        }
        Placeholder<TString> file =
                tf.withName("filename").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
        Operand<TString> saved = strings(tf, "names", names);
        Operand<TString> slices = tf.withName("slices").zerosLike(saved);
        Save save = tf.train.save(file, saved, slices, values);
        Identity<TString> saving =
                tf.withControlDependencies(List.<Op>of(save)).withName("path").identity(file);
        Restore restore = tf.train.restore(file, saved, slices, types);
        List<Restored> restored = new ArrayList<>();
        List<Op> assigns = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            String reads = nodeName(variables.get(i));
            @SuppressWarnings("unchecked") // The types are passed to restore above.
            Operand<TFloat32> value = (Operand<TFloat32>) restore.tensors().get(i);
            AssignVariableOp assign = tf.assignVariableOp(graph.outputOrThrow(reads + HANDLE + ":0"), value);
            assigns.add(assign);
            restored.add(new Restored(variables.get(i), reads, assign, value));
        }
        NoOp all = tf.withControlDependencies(assigns).withName("restore_all").noOp();
        SaverDef saver = SaverDef.newBuilder()
                .setFilenameTensorName(file.op().name() + ":0")
                .setSaveTensorName(saving.op().name() + ":0")
                .setRestoreOpName(all.op().name())
                .setVersion(SaverDef.CheckpointFormatVersion.V2)
                .build();
        return new VariablesCheckpoint(graph, saver, restored);
    }

    private static Operand<TString> strings(Ops tf, String name, String... values) {
        try (TString tensor = TString.vectorOf(values)) {
            return tf.withName(name).constantOf(tensor);
        }
    }

    private static String nodeName(ModelVariable variable) {
        return variable.variable().op().name();
    }

    private static TFloat32 tensor(Weights weights, String name) {
        FloatBuffer values = weights.values(name);
        float[] array = new float[values.remaining()];
        values.get(array);
        Shape shape = Shape.of(
                weights.dimensions(name).stream().mapToLong(Integer::longValue).toArray());
        return TFloat32.tensorOf(shape, DataBuffers.of(array, true, false));
    }
}
