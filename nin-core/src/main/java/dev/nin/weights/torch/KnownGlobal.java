// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

import com.google.common.collect.ImmutableMap;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The functions and classes that a pickle may name: exactly those that the tensors of a state_dict need. */
enum KnownGlobal {
    /** A dictionary. */
    ORDERED_DICT("collections", "OrderedDict"),
    /** Makes a tensor from a storage, an offset, a shape and strides. */
    REBUILD_TENSOR("torch._utils", "_rebuild_tensor"),
    /** The same with information for gradients, which is ignored. */
    REBUILD_TENSOR_V2("torch._utils", "_rebuild_tensor_v2"),
    /** Makes a parameter from a tensor. */
    REBUILD_PARAMETER("torch._utils", "_rebuild_parameter"),
    /** 64 bits. */
    DOUBLE("DoubleStorage", "F64", Double.BYTES),
    /** 32 bits. */
    FLOAT("FloatStorage", "F32", Float.BYTES),
    /** IEEE half precision. */
    HALF("HalfStorage", "F16", Short.BYTES),
    /** The upper half of a float. */
    BFLOAT16("BFloat16Storage", "BF16", Short.BYTES),
    /** Counters. */
    LONG("LongStorage", "I64", Long.BYTES),
    /** 32 bits. */
    INT("IntStorage", "I32", Integer.BYTES),
    /** 16 bits. */
    SHORT("ShortStorage", "I16", Short.BYTES),
    /** Signed bytes. */
    CHAR("CharStorage", "I8", Byte.BYTES),
    /** Unsigned bytes. */
    BYTE("ByteStorage", "U8", Byte.BYTES),
    /** One byte per value. */
    BOOL("BoolStorage", "BOOL", Byte.BYTES);

    private static final Map<String, KnownGlobal> BY_NAME =
            Arrays.stream(values()).collect(ImmutableMap.toImmutableMap(each -> each.pythonName, each -> each));

    private final String pythonName;
    private final @Nullable String type;
    private final int size;

    KnownGlobal(String module, String name) {
        this.pythonName = module + "." + name;
        this.type = null;
        this.size = 0;
    }

    KnownGlobal(String storage, String type, int size) {
        this.pythonName = "torch." + storage;
        this.type = type;
        this.size = size;
    }

    static Optional<KnownGlobal> named(String pythonName) {
        return Optional.ofNullable(BY_NAME.get(pythonName));
    }

    /** Returns the type of a storage's numbers by its name in safetensors; null if this is not a storage. */
    @Nullable String type() {
        return type;
    }

    /** Returns the bytes per number of a storage. */
    int size() {
        return size;
    }
}
