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
 * TensorFlow's server of this process and sessions that it runs. TensorFlow Java has servers but no public way to a
 * session on one, so that two members of it are reached by reflection; on the module path this asks for
 * {@code --add-opens tensorflow/org.tensorflow=dev.nin.core}.
 */
public final class TensorFlowServer {
    private static final String LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL";

    private TensorFlowServer() {}

    /**
     * Starts a server, which cannot be stopped: it ends with the process. It listens on all addresses of this machine
     * and lets everybody in. What it says at its start is shown only where TensorFlow's own log is.
     *
     * @param definition the cluster and this process's place in it
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
     * @param graph the graph, which stays the caller's
     * @param config what the session is told
     * @param target the server, such as grpc://localhost:2222
     * @return a session, to be closed by the caller before the graph
     * @throws IllegalStateException if the program's modules do not let this one reach those members
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
            throw new IllegalStateException("this TensorFlow Java has no way to a session of " + target, e);
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
