// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** The processes of one training on this machine, and the signals that stop them. */
@NullMarked
package dev.nin.cli.process;

import org.jspecify.annotations.NullMarked;
