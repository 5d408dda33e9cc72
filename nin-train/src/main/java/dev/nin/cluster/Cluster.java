// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cluster;

import dev.nin.UserInputException;
import dev.nin.train.replica.Replica;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.tensorflow.proto.ConfigProto;

/**
 * Processes that train one model together, seen from one of them. They stay linked by connections of text beside
 * TensorFlow's own, over which a lost task is noticed within {@link #SECONDS_TO_NOTICE} seconds.
 */
public final class Cluster implements AutoCloseable {
    /** How long a task that says nothing more can go unnoticed. */
    public static final int SECONDS_TO_NOTICE = 20;

    private static final String START = "start";
    private static final String SERVING = "serving";
    private static final String CHECK = "check";
    private static final String READY = "ready";
    private static final String GO = "go";
    private static final String DONE = "done";
    private static final int CONNECT_MILLISECONDS = 5000;

    private final ClusterPlan plan;
    private final Map<Integer, Link> links;
    private final Mailbox mailbox;
    private final ClusterServer server;
    private final Consumer<String> lost;
    /** Opens when all linked tasks are done. */
    private final CountDownLatch over = new CountDownLatch(1);

    private volatile boolean isOver;

    private Cluster(
            ClusterPlan plan, Map<Integer, Link> links, Mailbox mailbox, ClusterServer server, Consumer<String> lost) {
        this.plan = plan;
        this.links = links;
        this.mailbox = mailbox;
        this.server = server;
        this.lost = lost;
    }

    /**
     * Waits for the other tasks, compares what must be the same, and starts TensorFlow's server, which cannot be
     * stopped: a process joins one cluster at most.
     *
     * @param plan who they are
     * @param same what must be the same in all tasks, such as the model's hash, by what it is in words
     * @param session what sessions are told, as that of {@link dev.nin.runtime.TensorFlowRuntime}
     * @param lost is told, on a thread of the cluster's, which task is lost and why; it should end the process, since
     *     the thread that trains may wait for that task for long
     * @return the cluster, all of whose tasks are ready to train
     * @throws UserInputException if a task is missing, differs, cannot be reached, or has a public address that was not
     *     allowed; the other tasks are told
     */
    public static Cluster join(ClusterPlan plan, Map<String, String> same, ConfigProto session, Consumer<String> lost) {
        PublicAddresses.refuse(plan);
        Mailbox mailbox = new Mailbox(plan);
        Rendezvous rendezvous = new Rendezvous(plan, new Fingerprint(same), mailbox);
        Map<Integer, Link> links = rendezvous.links();
        try {
            rendezvous.meet();
            step(plan, links, mailbox, START, "");
            ClusterServer server = ClusterServer.start(plan.parsed(), plan.task(), session);
            step(plan, links, mailbox, CHECK, SERVING);
            PublicAddresses.refuse(plan);
            reachAll(plan);
            step(plan, links, mailbox, GO, READY);
            Cluster cluster = new Cluster(plan, links, mailbox, server, lost);
            cluster.watch();
            return cluster;
        } catch (RuntimeException e) {
            links.values().forEach(link -> link.say(Mailbox.FAILED + e.getMessage()));
            links.values().forEach(Link::close);
            throw e;
        }
    }

    /** All tasks come to one point: the others say so to the chief, which then tells them to go on. */
    private static void step(ClusterPlan plan, Map<Integer, Link> links, Mailbox mailbox, String goOn, String reached) {
        if (plan.isChief()) {
            if (!reached.isEmpty()) {
                mailbox.expect(reached, links);
            }
            links.values().forEach(link -> link.say(goOn));
        } else {
            if (!reached.isEmpty()) {
                links.values().forEach(link -> link.say(reached));
            }
            mailbox.expect(goOn, links);
        }
    }

    private static void reachAll(ClusterPlan plan) {
        for (int other = 0; other < plan.addresses().size(); other++) {
            InetSocketAddress address = plan.parsed().get(other).resolve();
            try (Socket socket = new Socket()) {
                socket.connect(address, CONNECT_MILLISECONDS);
            } catch (IOException e) {
                throw new UserInputException(
                        plan.name(plan.task()) + " does not reach " + plan.name(other) + " (" + e.getMessage()
                                + "); each task has to reach each other one",
                        e);
            }
        }
    }

    /**
     * This process as one of several that train.
     *
     * @return for {@link dev.nin.train.Trainer#replica}
     */
    public Replica replica() {
        return server;
    }

    private void watch() {
        Thread thread = new Thread(this::readMails, "cluster watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void readMails() {
        Set<Integer> open = new HashSet<>(links.keySet());
        try {
            while (!open.isEmpty()) {
                Mailbox.Mail mail = mailbox.take();
                if (mail.line().equals(DONE)) {
                    open.remove(mail.task());
                } else if (mail.isEnd()) {
                    end(mailbox.lost(mail));
                } else if (mail.line().startsWith(Mailbox.FAILED)) {
                    end(mail.line().substring(Mailbox.FAILED.length()));
                }
            }
            over.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes on what has happened, if this is the chief, and tells the program. */
    private void end(String reason) {
        if (isOver) {
            return;
        }
        isOver = true;
        if (plan.isChief()) {
            links.values().forEach(link -> link.say(Mailbox.FAILED + reason));
        }
        lost.accept(reason);
    }

    /**
     * Gives up: the other tasks are told why. What TensorFlow says where a task is lost names no task; so this waits
     * for {@link #SECONDS_TO_NOTICE} seconds whether a lost one is noticed, of which the program is then told.
     *
     * @param problem what this task could not go on for
     */
    public void fail(RuntimeException problem) {
        if (!(problem instanceof UserInputException)) {
            await(SECONDS_TO_NOTICE);
        }
        String reason = plan.name(plan.task()) + " has failed: " + problem.getMessage();
        links.values().forEach(link -> link.say(Mailbox.FAILED + reason));
        leave();
    }

    /** Ends the links without a word; the other tasks take this one for lost. */
    public void leave() {
        isOver = true;
        links.values().forEach(Link::close);
    }

    private static void await(int seconds) {
        try {
            Thread.sleep(seconds * 1000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until all tasks have trained to the end: before, the others may still need what this one has sent. */
    @Override
    public void close() {
        if (isOver) {
            return;
        }
        try {
            if (plan.isChief()) {
                over.await();
                isOver = true;
                links.values().forEach(link -> link.say(DONE));
            } else {
                links.values().forEach(link -> link.say(DONE));
                over.await();
                isOver = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        links.values().forEach(Link::close);
    }
}
