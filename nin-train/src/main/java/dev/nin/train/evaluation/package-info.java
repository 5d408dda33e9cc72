// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
/** The evaluation of a model on a data set: metrics, predictions, the confusion matrix. */
@NullMarked
package dev.nin.train.evaluation;

import org.jspecify.annotations.NullMarked;
