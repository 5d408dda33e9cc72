// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.nin.UserInputException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** Tests for the configuration of sessions and for unavailable devices. */
class TensorFlowRuntimeTest {
    @Test
    void theCpuIsFoundFirst() {
        assertThat(Devices.list(ConfigProto.getDefaultInstance()).get(0)).satisfies(device -> {
            assertThat(device.type()).isEqualTo("CPU");
            assertThat(device.name()).endsWith("/device:CPU:0");
        });
    }

    @Test
    void aGpuThatIsNotThereIsRefused() {
        assumeFalse(hasGpu(), "TensorFlow finds a GPU");
        assertThatThrownBy(() -> TensorFlowRuntime.start(Device.parse("gpu:1"), 0, false))
                .isInstanceOf(UserInputException.class)
                .hasMessage("device gpu:1: TensorFlow finds no such GPU; build with -Pgpu on a "
                        + "machine with CUDA 12.5 and cuDNN 9.3, or use the device cpu");
    }

    @Test
    void aNegativeNumberOfThreadsIsRefused() {
        assertThatThrownBy(() -> TensorFlowRuntime.start(Device.parse("cpu"), -1, false))
                .isInstanceOf(UserInputException.class)
                .hasMessage("threads is -1, expected at least 1, or 0 for all cores");
    }

    @Test
    void moreThreadsThanAnyMachineNeedsAreRefused() {
        assertThatThrownBy(() -> TensorFlowRuntime.start(Device.parse("cpu"), 100_000, false))
                .isInstanceOf(UserInputException.class)
                .hasMessage(
                        "threads is 100000, expected at most 1024; more than the cores of the machine gain nothing");
    }

    @Test
    void onTheCpuGpusAreHidden() {
        ConfigProto config =
                TensorFlowRuntime.start(Device.parse("cpu"), 3, false).sessionConfig();
        assertThat(config.getDeviceCountMap()).containsEntry("GPU", 0);
        assertThat(config.getIntraOpParallelismThreads()).isEqualTo(3);
        assertThat(config.getInterOpParallelismThreads()).isEqualTo(3);
        assertThat(config.getAllowSoftPlacement()).isTrue();
    }

    @Test
    void leftToTensorFlowNothingIsHidden() {
        ConfigProto config =
                TensorFlowRuntime.start(Device.parse("auto"), 0, false).sessionConfig();
        assertThat(config.getDeviceCountMap()).isEmpty();
        assertThat(config.getIntraOpParallelismThreads()).isZero();
        assertThat(config.getGpuOptions().getVisibleDeviceList()).isEmpty();
        assertThat(config.getGpuOptions().getAllowGrowth()).isTrue();
    }

    @Test
    void isAsExactAsItCanUnlessToldOtherwise() {
        ConfigProto exact =
                TensorFlowRuntime.start(Device.parse("cpu"), 0, false).sessionConfig();
        ConfigProto fast = TensorFlowRuntime.start(Device.parse("cpu"), 0, false, Set.of(Acceleration.MIXED_PRECISION))
                .sessionConfig();

        assertThat(exact.getGraphOptions()).isEqualTo(GraphOptions.getDefaultInstance());
        assertThat(fast.getGraphOptions().getRewriteOptions().getAutoMixedPrecisionOnednnBfloat16())
                .isEqualTo(RewriterConfig.Toggle.ON);
        assertThat(fast.getGraphOptions().getRewriteOptions().getAutoMixedPrecision())
                .isEqualTo(RewriterConfig.Toggle.ON);
    }

    @Test
    void isFasterIn16BitsOnGpusAndOnProcessorsWithInstructionsForThem() {
        List<Devices.Found> cpu = List.of(new Devices.Found("CPU", "cpu:0"));
        List<Devices.Found> gpu = List.of(cpu.get(0), new Devices.Found("GPU", "gpu:0"));

        assertThat(MixedPrecision.isFast(cpu, Set.of("avx2", "avx512f", "avx512_vnni")))
                .isFalse();
        assertThat(MixedPrecision.isFast(cpu, Set.of("avx512f", "avx512_bf16"))).isTrue();
        assertThat(MixedPrecision.isFast(cpu, Set.of("amx_bf16"))).isTrue();
        assertThat(MixedPrecision.isFast(gpu, Set.of())).isTrue();
    }

    @Test
    void computesIn16BitsOnlyWhereThatIsFasterIfToldSo() {
        TensorFlowRuntime runtime =
                TensorFlowRuntime.start(Device.parse("cpu"), 0, false, Set.of(Acceleration.MIXED_PRECISION_IF_FAST));
        boolean isFast = MixedPrecision.isFast(List.of(), ProcessorFlags.read());

        assertThat(MixedPrecision.isOn(runtime.sessionConfig())).isEqualTo(isFast);
        assertThat(runtime.description())
                .isEqualTo("on CPU with all cores (found: CPU)" + (isFast ? ", 16-bit floats" : ""));
    }

    @Test
    void readsTheProcessorsFlags() {
        assertThat(ProcessorFlags.of(List.of("processor\t: 0", "flags\t\t: fpu avx2  avx512_bf16", "flags\t\t: fpu")))
                .containsExactlyInAnyOrder("fpu", "avx2", "avx512_bf16");
        assertThat(ProcessorFlags.of(List.of("Features\t: fp asimd"))).containsExactlyInAnyOrder("fp", "asimd");
        assertThat(ProcessorFlags.of(List.of("processor\t: 0"))).isEmpty();
    }

    @Test
    void namesTheGpusPrecision() {
        assertThat(TensorFlowRuntime.precision(null)).isEqualTo("TF32 on");
        assertThat(TensorFlowRuntime.precision("1")).isEqualTo("TF32 on");
        assertThat(TensorFlowRuntime.precision("0")).isEqualTo("TF32 off");
    }

    @Test
    void describesItselfOnTheCpu() {
        assumeFalse(hasGpu(), "TensorFlow finds a GPU");
        assertThat(TensorFlowRuntime.start(Device.parse("auto"), 0, false).description())
                .isEqualTo("on CPU with all cores (found: CPU)");
        assertThat(TensorFlowRuntime.start(Device.parse("cpu"), 2, false).description())
                .isEqualTo("on CPU with 2 threads (found: CPU)");
    }

    private static boolean hasGpu() {
        return Devices.list(ConfigProto.getDefaultInstance()).stream()
                .anyMatch(device -> device.type().equals("GPU"));
    }
}
