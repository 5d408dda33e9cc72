// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.nin.dsl.Nin;
import dev.nin.model.ModelSpec;
import dev.nin.optimizer.Optimizer;
import dev.nin.task.Task;
import dev.nin.task.output.Goals;
import dev.nin.train.config.Augmentation;
import dev.nin.train.config.TrainingConfig;
import dev.nin.zoo.Zoo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.internal.c_api.global.tensorflow;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.KernelDef;
import org.tensorflow.proto.KernelList;
import org.tensorflow.proto.NodeDef;

/**
 * Every operation of a training step has a kernel for GPUs: one without would copy its values to the CPU and back in
 * each step, in silence. TensorFlow's GPU natives list their kernels also on a machine without a GPU.
 */
@Tag("gpu")
class GpuKernelsTest {
    private static final List<String> LABELS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    static Stream<String> networks() {
        return Zoo.names().stream();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void ofEveryNetworkWithAllAugmentations(String name) throws InvalidProtocolBufferException {
        int size = Zoo.imageSize(name);
        ModelSpec spec =
                Zoo.model(name, Nin.image(28, 28, 1).normalize(0.3f, 0.3f).resize(size, size), 10);
        assertThat(onTheCpu(spec, config("momentum"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "nesterov", "adam", "adamw", "rmsprop", "muon"})
    void ofEveryOptimizer(String name) throws InvalidProtocolBufferException {
        assertThat(onTheCpu(Zoo.leNet5(Nin.image(28, 28, 1), 10), config(name))).isEmpty();
    }

    private static TrainingConfig config(String optimizer) {
        return TrainingConfig.builder()
                .optimizer(Optimizer.named(optimizer))
                .augmentation(Augmentation.named("flip,shift:4,cutout:8,mix-up:0.2"))
                .weightDecay(5e-4)
                .clipNorm(1)
                .build();
    }

    /** Returns the operations that have no kernel for GPUs, with their types. */
    private static Set<String> onTheCpu(ModelSpec spec, TrainingConfig config) throws InvalidProtocolBufferException {
        Goals goals = Goals.of(spec, Task.classification(LABELS));
        Set<String> found = new TreeSet<>();
        try (TrainingGraph training = new TrainingGraph(spec, goals, config, ConfigProto.getDefaultInstance())) {
            for (NodeDef node : training.definition().getNodeList()) {
                if (kernels(node.getOp()).stream().noneMatch(kernel -> runs(kernel, node))) {
                    found.add(node.getOp() + types(node));
                }
            }
        }
        return found;
    }

    private static List<KernelDef> kernels(String operation) throws InvalidProtocolBufferException {
        try (TF_Status status = TF_Status.newStatus();
                TF_Buffer list = tensorflow.TF_GetRegisteredKernelsForOp(operation, status)) {
            status.throwExceptionIfNotOK();
            return KernelList.parseFrom(list.dataAsByteBuffer()).getKernelList();
        }
    }

    /** Returns whether a kernel computes a node on a GPU; DEFAULT is every device. */
    private static boolean runs(KernelDef kernel, NodeDef node) {
        return Set.of("GPU", "DEFAULT").contains(kernel.getDeviceType())
                && kernel.getConstraintList().stream().allMatch(constraint -> {
                    AttrValue type = node.getAttrMap().get(constraint.getName());
                    return type != null
                            && constraint
                                    .getAllowedValues()
                                    .getList()
                                    .getTypeList()
                                    .contains(type.getType());
                });
    }

    private static String types(NodeDef node) {
        return node.getAttrMap().values().stream()
                .filter(value -> value.getValueCase() == AttrValue.ValueCase.TYPE)
                .map(value -> value.getType().toString())
                .sorted()
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
