// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * What the command lines of this project share.
 *
 * <p>Called from {@code dev.nin.export} and, in nin-train, {@code dev.nin.cli}; exported to that module alone. It calls
 * {@code dev.nin.model} for the mistakes of users.
 */
@NullMarked
package dev.nin.command;

import org.jspecify.annotations.NullMarked;
