// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving.version;

import dev.nin.messages.TensorInfos;
import dev.nin.savedmodel.SignatureNames;
import java.util.Set;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** Tells which signatures take images and return a kind of prediction. */
final class ImageSignatures {
    private ImageSignatures() {}

    /** Returns whether a signature takes pixels of a known size and has the required outputs. */
    static boolean takesPixels(SignatureDef signature, AnswerKind kind) {
        if (!takesOnly(signature, SignatureNames.IMAGES)) {
            return false;
        }
        TensorInfo images = signature.getInputsOrThrow(SignatureNames.IMAGES);
        return isOf(images, DataType.DT_UINT8, 4)
                && !TensorInfos.shape(images).takeLast(3).hasUnknownDimension()
                && kind.isAnsweredBy(signature);
    }

    /** Returns whether a signature takes image files and has the required outputs. */
    static boolean takesFiles(SignatureDef signature, AnswerKind kind) {
        return takesOnly(signature, SignatureNames.IMAGE_BYTES)
                && isOf(signature.getInputsOrThrow(SignatureNames.IMAGE_BYTES), DataType.DT_STRING, 1)
                && kind.isAnsweredBy(signature);
    }

    private static boolean takesOnly(SignatureDef signature, String input) {
        return signature.getInputsMap().keySet().equals(Set.of(input));
    }

    private static boolean isOf(TensorInfo tensor, DataType type, int rank) {
        return tensor.getDtype() == type && TensorInfos.shape(tensor).numDimensions() == rank;
    }
}
