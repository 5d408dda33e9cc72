// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** The options of the program, and what they choose: presets, models, tasks. */
@NullMarked
package dev.nin.cli.options;

import org.jspecify.annotations.NullMarked;
