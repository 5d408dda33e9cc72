// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/**
 * The report on a classifier's confidence: reliability diagrams and calibration errors.
 *
 * <p>Called from {@code dev.nin.report.task}. It calls {@code dev.nin.report.page}, {@code dev.nin.report.picture},
 * {@code dev.nin.data} and {@code dev.nin.train.evaluation}.
 */
@NullMarked
package dev.nin.report.calibration;

import org.jspecify.annotations.NullMarked;
