// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import com.google.protobuf.ByteString;
import com.google.protobuf.Struct;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import com.google.protobuf.Value;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** Hyperparameters for TensorBoard: as a table, and for its page that compares runs. */
final class Hyperparameters {
    /** The number of the field session_start_info in TensorBoard's HParamsPluginData. */
    private static final int SESSION_START = 3;

    private Hyperparameters() {}

    /** Returns a table in Markdown. */
    static Summary.Value table(Map<String, ?> values) {
        StringBuilder table = new StringBuilder("| hyperparameter | value |\n| --- | --- |\n");
        new TreeMap<>(values)
                .forEach((name, value) -> table.append("| ")
                        .append(name)
                        .append(" | ")
                        .append(value)
                        .append(" |\n"));
        return Summaries.text("hyperparameters", table.toString());
    }

    /**
     * Returns the session start of TensorBoard's hparams plugin. Its message SessionStartInfo has the map of
     * hyperparameters in field 1, which has the same format as protobuf's Struct.
     */
    static Summary.Value session(Map<String, ?> values) {
        Struct.Builder hyperparameters = Struct.newBuilder();
        values.forEach((name, value) -> hyperparameters.putFields(name, value(value)));
        ByteString content = UnknownFieldSet.newBuilder()
                .addField(
                        SESSION_START,
                        Field.newBuilder()
                                .addLengthDelimited(hyperparameters.build().toByteString())
                                .build())
                .build()
                .toByteString();
        TensorProto nothing = TensorProto.newBuilder()
                .setDtype(DataType.DT_FLOAT)
                .setTensorShape(TensorShapeProto.newBuilder()
                        .addDim(TensorShapeProto.Dim.newBuilder().setSize(1)))
                .addFloatVal(0)
                .build();
        return Summaries.plugin("_hparams_/session_start_info", "hparams", content, nothing);
    }

    private static Value value(Object value) {
        if (value instanceof Number number) {
            return Value.newBuilder().setNumberValue(number.doubleValue()).build();
        }
        if (value instanceof Boolean bool) {
            return Value.newBuilder().setBoolValue(bool).build();
        }
        return Value.newBuilder().setStringValue(value.toString()).build();
    }
}
