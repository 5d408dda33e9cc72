// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.runtime;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import org.tensorflow.Graph;
import org.tensorflow.Server;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.ServerDef;

/**
 * TensorFlow's server in this process and sessions on servers. TensorFlow Java has servers but no public API for a
 * session on one, so two of its members are accessed by reflection; on the module path this requires {@code --add-opens
 * tensorflow/org.tensorflow=dev.nin.core}.
 */
public final class TensorFlowServer {
    private static final String LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL";

    private TensorFlowServer() {}

    /**
     * Starts a server that runs until the process ends. It listens on all addresses of this machine without
     * authentication. Its startup messages are shown only if TensorFlow's log is.
     *
     * @param definition the cluster and this process's job and task in it
     */
    public static void start(ServerDef definition) {
        CLibrary library = CLibrary.load();
        Runnable starting = () -> new Server(definition).start();
        if ("0".equals(library.getenv(LOG_LEVEL))) {
            starting.run();
        } else {
            NativeLog.quietly(library, starting);
        }
    }

    /**
     * Opens a session and initializes the graph's variables.
     *
     * @param graph the graph; remains owned by the caller
     * @param config the configuration of the session
     * @param target the server, such as grpc://localhost:2222
     * @return a session, which the caller must close before the graph
     * @throws IllegalStateException if the module system denies access to these members
     */
    public static Session session(Graph graph, ConfigProto config, String target) {
        Session session;
        try (TF_Status status = TF_Status.newStatus();
                TF_SessionOptions options = SessionOptions.of(config, target, status)) {
            Field handle = Graph.class.getDeclaredField("nativeHandle");
            handle.setAccessible(true);
            Constructor<Session> constructor = Session.class.getDeclaredConstructor(Graph.class, TF_Session.class);
            constructor.setAccessible(true);
            TF_Session opened = TF_Session.newSession((TF_Graph) handle.get(graph), options, status);
            status.throwExceptionIfNotOK();
            opened.retainReference();
            session = constructor.newInstance(graph, opened);
        } catch (InaccessibleObjectException e) {
            throw new IllegalStateException(
                    "TensorFlow's module is closed; start Java with --add-opens tensorflow/org.tensorflow=dev.nin.core",
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of TensorFlow Java cannot open a session on " + target, e);
        }
        try {
            session.initialize();
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
        return session;
    }
}
