// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The shared parts of this project's command lines.
 *
 * <p>Called from {@code dev.nin.export} and, in nin-train, {@code dev.nin.cli}; exported only to that module. It calls
 * {@code dev.nin.model} for the exceptions of user errors.
 */
@NullMarked
package dev.nin.command;

import org.jspecify.annotations.NullMarked;
