// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.nin.UserInputException;
import dev.nin.export.SavedModelExporter;
import dev.nin.export.TestModels;
import dev.nin.images.ImagePixels;
import dev.nin.serving.batching.Batching;
import dev.nin.serving.batching.OverloadedException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that joined requests are answered as single ones. */
@Timeout(120)
class BatchedPredictorTest {
    private static final int CLIENTS = 24;
    private static final int MANY = 300_000;
    private static final Batching BATCHING = Batching.of(8, Duration.ofMillis(5));
    private static final ExecutorService POOL = Executors.newFixedThreadPool(CLIENTS);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void export() {
        SavedModelExporter.export(TestModels.checkpoint(), folder);
    }

    @AfterAll
    static void stop() {
        POOL.shutdownNow();
    }

    @Test
    void answersAreThoseOfSingleRequests() throws Exception {
        List<byte[]> files = new ArrayList<>();
        List<byte[]> pixels = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            files.add(ImagePixels.encode(image(i, 3 + i), i % 2 == 0 ? "png" : "jpeg"));
            pixels.add(ImagePixels.pixels(image(i, TestModels.SIZE), 1));
        }
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        try (Predictor single = Predictor.open(folder);
                Predictor joined = open(BATCHING)) {
            joined.addListener(new ServingListener() {
                @Override
                public void ran(int images, Duration duration) {
                    sizes.add(images);
                }
            });
            for (int round = 0; round < 5; round++) {
                List<Future<Prediction>> answers = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    byte[] file = files.get(i);
                    byte[] image = pixels.get(i);
                    answers.add(POOL.submit(
                            i % 3 == 0
                                    ? () -> joined.predict(image).get(0)
                                    : () -> joined.predictEncoded(List.of(file)).get(0)));
                }
                for (int i = 0; i < CLIENTS; i++) {
                    Prediction expected = i % 3 == 0
                            ? single.predict(pixels.get(i)).get(0)
                            : single.predictEncoded(List.of(files.get(i))).get(0);
                    assertSame(answers.get(i).get(), expected);
                }
            }
        }
        assertThat(sizes).allMatch(size -> size <= 8).anyMatch(size -> size > 1);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5 * CLIENTS);
    }

    @Test
    void aDamagedImageFailsAlone() throws Exception {
        byte[] whole = ImagePixels.encode(image(1, 40), "png");
        byte[] damaged = Arrays.copyOf(whole, whole.length);
        Arrays.fill(damaged, whole.length / 2, whole.length - 20, (byte) 7);
        try (Predictor predictor = open(BATCHING)) {
            List<Future<List<Prediction>>> answers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                List<byte[]> image = List.of(i % 5 == 3 ? damaged : whole);
                answers.add(POOL.submit(() -> predictor.predictEncoded(image)));
            }
            Prediction expected = answers.get(0).get().get(0);
            for (int i = 0; i < CLIENTS; i++) {
                if (i % 5 == 3) {
                    assertThatThrownBy(answers.get(i)::get)
                            .hasCauseInstanceOf(UserInputException.class)
                            .hasMessageContaining("the image cannot be decoded; use undamaged PNG or JPEG files");
                } else {
                    assertSame(answers.get(i).get().get(0), expected);
                }
            }
        }
    }

    @Test
    void aRequestOfSeveralImagesGetsAnAnswerForEach() {
        byte[] pixels = TestModels.pixels(20, TestModels.SIZE, TestModels.SIZE, 1);
        try (Predictor predictor = open(BATCHING)) {
            assertThat(predictor.predict(pixels)).hasSize(20);
            assertThatThrownBy(() -> predictor.predict(new byte[17]))
                    .isInstanceOf(UserInputException.class)
                    .hasMessage("the images have 17 bytes, expected a multiple of 16 for 4×4×1");
        }
    }

    @Test
    void refusesWhileItIsOverloadedAndRecovers() throws Exception {
        byte[] pixels = TestModels.pixels(1, TestModels.SIZE, TestModels.SIZE, 1);
        List<OverloadedException> refusals = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch isRunning = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (Predictor predictor = open(BATCHING.withRunners(1).withDeadline(Duration.ofMillis(20)))) {
            predictor.addListener(new ServingListener() {
                @Override
                public void ran(int images, Duration duration) {
                    isRunning.countDown();
                    Uninterruptibles.awaitUninterruptibly(mayEnd);
                }

                @Override
                public void refused(Duration latency, OverloadedException problem) {
                    refusals.add(problem);
                }
            });
            Future<List<Prediction>> first = POOL.submit(() -> predictor.predict(pixels));
            isRunning.await();

            assertThatThrownBy(() -> predictor.predict(pixels))
                    .isInstanceOf(OverloadedException.class)
                    .hasMessage("refused after waiting 20 ms: 0 requests wait; try again later");

            mayEnd.countDown();
            assertThat(first.get()).hasSize(1);
            assertThat(refusals).hasSize(1);
            assertThat(predictor.predict(pixels)).hasSize(1);
            assertThat(predictor.waitingRequests()).isZero();
        }
    }

    @Test
    void closingRejectsWhatWaits() throws Exception {
        byte[] many = new byte[MANY * TestModels.SIZE * TestModels.SIZE];
        Predictor predictor = open(BATCHING.withRunners(1).withDeadline(Duration.ofMinutes(1)));
        List<Future<List<Prediction>>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(POOL.submit(() -> predictor.predict(many)));
        }
        while (predictor.waitingRequests() < 3) {
            Thread.sleep(1);
        }
        predictor.close();

        int answered = 0;
        for (Future<List<Prediction>> each : answers) {
            try {
                assertThat(each.get()).hasSize(MANY);
                answered++;
            } catch (ExecutionException e) {
                assertThat(e.getCause())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("the predictor is closed");
            }
        }
        assertThat(answered).isBetween(1, 2);
    }

    private static Predictor open(Batching batching) {
        return Predictor.open(
                folder, ServingOptions.builder().batching(batching).build());
    }

    /** The sums of a batch may be rounded differently, since oneDNN may choose another kernel for its size. */
    private static void assertSame(Prediction actual, Prediction expected) {
        assertThat(actual.label()).isEqualTo(expected.label());
        assertThat(actual.version()).isEqualTo("1");
        for (int i = 0; i < expected.probabilities().size(); i++) {
            assertThat(actual.probabilities().get(i))
                    .isCloseTo(expected.probabilities().get(i), within(1e-6f));
        }
    }

    private static BufferedImage image(int seed, int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(seed);
        for (int i = 0; i < size * size; i++) {
            image.getRaster().setSample(i % size, i / size, 0, random.nextInt(256));
        }
        return image;
    }
}
