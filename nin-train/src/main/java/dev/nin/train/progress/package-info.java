// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** What a training reports: metrics per step and epoch, listeners, and the files of metrics. */
@NullMarked
package dev.nin.train.progress;

import org.jspecify.annotations.NullMarked;
