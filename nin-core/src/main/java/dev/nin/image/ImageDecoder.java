// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.image;

import dev.nin.UserInputException;
import dev.nin.graph.SubScope;
import dev.nin.model.Input;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;

/**
 * Decodes image files into the pixels of a model's input, with the same operations as an exported model. Thread-safe:
 * several threads can decode different images at the same time.
 */
public final class ImageDecoder implements AutoCloseable {
    private final Graph graph;
    private final Session session;
    private final Placeholder<TString> file;
    private final Operand<TUint8> image;
    private final WindowDecoder window;

    /**
     * Builds the graph.
     *
     * @param input the input that images are fitted to
     * @throws UserInputException if the input is not uint8 with 1 or 3 channels
     */
    public ImageDecoder(Input input) {
        if (!ImageOperations.fit(input)) {
            throw new UserInputException(
                    "image files cannot be fitted into " + input + ", expected an input of uint8 with 1 or 3 channels");
        }
        graph = new Graph();
        try {
            Ops tf = SubScope.of(Ops.create(graph));
            file = tf.withName("file").placeholder(TString.class, Placeholder.shape(Shape.scalar()));
            image = ImageOperations.emit(tf, file, input);
            window = new WindowDecoder(tf, file, input);
            session = new Session(graph, config());
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    /**
     * Runs operations on the calling thread, since the images of a batch keep all threads busy, and on the CPU, which
     * leaves GPUs to training.
     */
    private static ConfigProto config() {
        return ConfigProto.newBuilder()
                .setInterOpParallelismThreads(-1)
                .putDeviceCount("GPU", 0)
                .build();
    }

    /**
     * Decodes a file and fits it to the input.
     *
     * @param name the image's name in messages
     * @param encoded a JPEG, PNG or BMP file
     * @param target receives uint8 (height, width, channels)
     * @param offset the index of the first byte in the target
     * @throws UserInputException if the image cannot be read
     */
    public void decode(String name, byte[] encoded, byte[] target, int offset) {
        try (TString bytes = TString.tensorOfBytes(NdArrays.scalarOfObject(encoded));
                Result result = session.runner().feed(file, bytes).fetch(image).run()) {
            copy(result, target, offset);
        } catch (TFInvalidArgumentException e) {
            throw undecodable(name, encoded, e);
        }
    }

    /**
     * Decodes a window of a file and stretches it to the input's size. Only the window is decoded.
     *
     * @param name the image's name in messages
     * @param encoded a JPEG, PNG or BMP file
     * @param header the image's header
     * @param crop the window
     * @param target receives uint8 (height, width, channels)
     * @param offset the index of the first byte in the target
     * @throws UserInputException if the image cannot be read, or the window is not within it
     */
    public void decode(String name, byte[] encoded, ImageHeader header, Crop crop, byte[] target, int offset) {
        if (!crop.isWithin(header)) {
            throw new UserInputException(crop + " of image " + name + " is not within its " + header.height() + "×"
                    + header.width() + " pixels");
        }
        List<TInt32> fed = new ArrayList<>();
        try (TString bytes = TString.tensorOfBytes(NdArrays.scalarOfObject(encoded));
                Result result = window.runner(session, bytes, header, crop, fed).run()) {
            window.copy(result.get(0), target, offset);
        } catch (TFInvalidArgumentException e) {
            throw undecodable(name, encoded, e);
        } finally {
            fed.forEach(TInt32::close);
        }
    }

    private static void copy(Result result, byte[] target, int offset) {
        TUint8 pixels = (TUint8) result.get(0);
        pixels.asRawTensor().data().read(target, offset, Math.toIntExact(pixels.size()));
    }

    private static UserInputException undecodable(String name, byte[] encoded, TFInvalidArgumentException problem) {
        // If the header is wrong, its message is better than TensorFlow's.
        ImageHeader.read(name, encoded);
        return new UserInputException(
                "image " + name + " cannot be read: it is damaged; restore it from a copy or remove it", problem);
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
