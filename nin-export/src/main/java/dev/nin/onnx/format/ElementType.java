// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.onnx.format;

/** The type of a tensor's elements, with its number in ONNX. */
public enum ElementType {
    FLOAT32(1),
    UINT8(2),
    INT8(3),
    INT32(6),
    INT64(7);

    private final int number;

    ElementType(int number) {
        this.number = number;
    }

    /** Returns the number in messages and in attributes of operations. */
    public int number() {
        return number;
    }
}
