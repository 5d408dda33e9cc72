// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;

/** The devices that TensorFlow finds, listed through its C API since the Java API does not expose them. */
final class Devices {
    private Devices() {}

    /**
     * A device that TensorFlow found.
     *
     * @param type CPU or GPU
     * @param name TensorFlow's full name of the device
     */
    record Found(String type, String name) {
        boolean isGpu() {
            return type.equals("GPU");
        }
    }

    /**
     * Lists the devices, which loads TensorFlow.
     *
     * @param config configuration of the session that lists them
     * @return all devices, the CPU first
     */
    static List<Found> list(ConfigProto config) {
        try (TF_Status status = TF_Status.newStatus();
                TF_Graph graph = TF_Graph.newGraph();
                TF_SessionOptions options = SessionOptions.of(config, status);
                TF_Session session = TF_Session.newSession(graph, options, status)) {
            status.throwExceptionIfNotOK();
            TF_DeviceList devices = TF_SessionListDevices(session, status);
            status.throwExceptionIfNotOK();
            try {
                return read(devices, status);
            } finally {
                TF_DeleteDeviceList(devices);
            }
        }
    }

    private static List<Found> read(TF_DeviceList devices, TF_Status status) {
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < TF_DeviceListCount(devices); i++) {
            String type = TF_DeviceListType(devices, i, status).getString();
            String name = TF_DeviceListName(devices, i, status).getString();
            status.throwExceptionIfNotOK();
            found.add(new Found(type, name));
        }
        return List.copyOf(found);
    }
}
