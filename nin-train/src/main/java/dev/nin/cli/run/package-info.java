// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** The folder of a run: its layout, description, lock and checkpoints. */
@NullMarked
package dev.nin.cli.run;

import org.jspecify.annotations.NullMarked;
