// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

/**
 * A sequence of numbers that tensors are views of.
 *
 * @param key its name in the file
 * @param kind its storage class
 * @param count the number of values that it claims
 */
record TorchStorage(String key, KnownGlobal kind, long count) {}
