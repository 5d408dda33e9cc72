// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.messages;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.proto.TensorProto;

/**
 * A request to TensorFlow Serving, and its log entry for a warm-up. TensorFlow Java has no classes for these messages
 * of Serving, so they are built from their field numbers.
 *
 * @param model the name under which the model is served
 * @param signature the signature's key
 * @param inputs the tensors by the inputs' names
 */
public record PredictRequest(String model, String signature, Map<String, TensorProto> inputs) {
    // PredictionLog, PredictLog, PredictRequest, ModelSpec, and the entries of the map of inputs.
    private static final int LOG_PREDICT = 6;
    private static final int PREDICT_REQUEST = 1;
    private static final int REQUEST_MODEL = 1;
    private static final int REQUEST_INPUTS = 2;
    private static final int MODEL_NAME = 1;
    private static final int MODEL_SIGNATURE = 3;
    private static final int ENTRY_KEY = 1;
    private static final int ENTRY_VALUE = 2;

    /** Copies the inputs. */
    public PredictRequest {
        inputs = Map.copyOf(inputs);
    }

    /** Returns the request as an entry of a prediction log. */
    public ByteString toLogEntry() {
        UnknownFieldSet model = UnknownFieldSet.newBuilder()
                .addField(MODEL_NAME, bytes(ByteString.copyFromUtf8(model())))
                .addField(MODEL_SIGNATURE, bytes(ByteString.copyFromUtf8(signature)))
                .build();
        Field.Builder entries = Field.newBuilder();
        inputs.forEach((name, tensor) -> entries.addLengthDelimited(UnknownFieldSet.newBuilder()
                .addField(ENTRY_KEY, bytes(ByteString.copyFromUtf8(name)))
                .addField(ENTRY_VALUE, bytes(tensor.toByteString()))
                .build()
                .toByteString()));
        UnknownFieldSet request = UnknownFieldSet.newBuilder()
                .addField(REQUEST_MODEL, bytes(model.toByteString()))
                .addField(REQUEST_INPUTS, entries.build())
                .build();
        return wrapped(LOG_PREDICT, wrapped(PREDICT_REQUEST, request.toByteString()));
    }

    /**
     * Reads an entry of a prediction log.
     *
     * @throws InvalidProtocolBufferException if it is not a predict request
     */
    public static PredictRequest ofLogEntry(ByteString entry) throws InvalidProtocolBufferException {
        UnknownFieldSet request = parse(only(parse(only(parse(entry), LOG_PREDICT)), PREDICT_REQUEST));
        UnknownFieldSet model = parse(only(request, REQUEST_MODEL));
        Map<String, TensorProto> inputs = new LinkedHashMap<>();
        for (ByteString bytes : request.getField(REQUEST_INPUTS).getLengthDelimitedList()) {
            UnknownFieldSet input = parse(bytes);
            inputs.put(only(input, ENTRY_KEY).toStringUtf8(), TensorProto.parseFrom(only(input, ENTRY_VALUE)));
        }
        return new PredictRequest(
                only(model, MODEL_NAME).toStringUtf8(),
                only(model, MODEL_SIGNATURE).toStringUtf8(),
                inputs);
    }

    private static ByteString wrapped(int number, ByteString message) {
        return UnknownFieldSet.newBuilder()
                .addField(number, bytes(message))
                .build()
                .toByteString();
    }

    private static Field bytes(ByteString value) {
        return Field.newBuilder().addLengthDelimited(value).build();
    }

    private static UnknownFieldSet parse(ByteString message) throws InvalidProtocolBufferException {
        return UnknownFieldSet.parseFrom(message);
    }

    private static ByteString only(UnknownFieldSet message, int number) throws InvalidProtocolBufferException {
        Field field = message.getField(number);
        if (field.getLengthDelimitedList().size() != 1) {
            throw new InvalidProtocolBufferException("field " + number + " occurs "
                    + field.getLengthDelimitedList().size() + " times, expected once");
        }
        return field.getLengthDelimitedList().get(0);
    }
}
