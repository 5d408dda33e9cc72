// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import dev.nin.runtime.TensorFlowServer;
import dev.nin.train.replica.Replica;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ClusterDef;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.JobDef;
import org.tensorflow.proto.ServerDef;

/** The TensorFlow server of one task. It cannot be stopped: it ends with the process. */
final class ClusterServer implements Replica {
    private static final String JOB = "worker";

    private final List<Address> addresses;
    private final int task;

    private ClusterServer(List<Address> addresses, int task) {
        this.addresses = addresses;
        this.task = task;
    }

    /**
     * Starts the server. TensorFlow servers listen on all addresses of the machine.
     *
     * @param addresses the addresses of all tasks
     * @param task this task's number
     * @param config the session configuration, which also sets the server's threads
     */
    static ClusterServer start(List<Address> addresses, int task, ConfigProto config) {
        JobDef.Builder job = JobDef.newBuilder().setName(JOB);
        for (int i = 0; i < addresses.size(); i++) {
            job.putTasks(i, addresses.get(i).toString());
        }
        ServerDef definition = ServerDef.newBuilder()
                .setCluster(ClusterDef.newBuilder().addJob(job))
                .setJobName(JOB)
                .setTaskIndex(task)
                .setProtocol("grpc")
                .setDefaultSessionConfig(collective(config, task))
                .build();
        TensorFlowServer.start(definition);
        return new ClusterServer(addresses, task);
    }

    @Override
    public int index() {
        return task;
    }

    @Override
    public int count() {
        return addresses.size();
    }

    @Override
    public Session session(Graph graph, ConfigProto config) {
        return TensorFlowServer.session(graph, collective(config, task), "grpc://" + addresses.get(task));
    }

    /** Each session sees only the devices of its own task; the chief's server leads the collective group. */
    private static ConfigProto collective(ConfigProto config, int task) {
        ConfigProto.Builder collective = config.toBuilder().addDeviceFilters("/job:" + JOB + "/task:" + task);
        collective.getExperimentalBuilder().setCollectiveGroupLeader("/job:" + JOB + "/replica:0/task:0");
        return collective.build();
    }
}
