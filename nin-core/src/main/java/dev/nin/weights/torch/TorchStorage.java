// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.weights.torch;

/**
 * A run of numbers that tensors are views of.
 *
 * @param key its name in the file
 * @param kind one of the storages
 * @param count how many numbers it says it has
 */
record TorchStorage(String key, KnownGlobal kind, long count) {}
