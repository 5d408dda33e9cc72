// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import com.google.common.collect.Sets;
import java.util.List;
import java.util.Set;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;

/** The setting of sessions to compute in 16 bits. */
final class MixedPrecision {
    /** Instructions without which a CPU emulates bfloat16, taking 2.7 times as long as in 32 bits with AVX-512. */
    private static final Set<String> INSTRUCTIONS = Set.of("avx512_bf16", "amx_bf16");

    private MixedPrecision() {}

    static ConfigProto on(ConfigProto config) {
        ConfigProto.Builder mixed = config.toBuilder();
        mixed.getGraphOptionsBuilder()
                .getRewriteOptionsBuilder()
                .setAutoMixedPrecision(RewriterConfig.Toggle.ON)
                .setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
        return mixed.build();
    }

    static boolean isOn(ConfigProto config) {
        return config.getGraphOptions().getRewriteOptions().getAutoMixedPrecision() == RewriterConfig.Toggle.ON;
    }

    /** Returns whether 16 bits are faster than 32: on GPUs, and on CPUs with these instructions. */
    static boolean isFast(List<Devices.Found> devices, Set<String> processor) {
        return devices.stream().anyMatch(Devices.Found::isGpu)
                || !Sets.intersection(processor, INSTRUCTIONS).isEmpty();
    }
}
