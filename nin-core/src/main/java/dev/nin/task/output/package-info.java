// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** A task for each output of a model, and the metrics and losses of several outputs together. */
@NullMarked
package dev.nin.task.output;

import org.jspecify.annotations.NullMarked;
