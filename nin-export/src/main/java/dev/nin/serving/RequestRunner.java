// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.serving;

import dev.nin.UserInputException;
import dev.nin.savedmodel.SignatureNames;
import dev.nin.serving.batching.Batching;
import dev.nin.serving.batching.OverloadedException;
import dev.nin.serving.queue.RequestQueue;
import dev.nin.serving.version.ImageInput;
import dev.nin.serving.version.ImageInputs;
import dev.nin.serving.version.Question;
import dev.nin.serving.version.ServedModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs requests on a model's current version: separately, or joined into batches. */
final class RequestRunner {
    /** What is asked of which images. */
    private record Request(Question<?> question, ImageInput input, int images) {
        boolean joins(Request other) {
            return question.equals(other.question) && input.joins(other.input);
        }
    }

    private final LiveModel model;
    private final ServingListeners listeners;
    /** Holds back requests to join them; null if they run separately. */
    private final @Nullable RequestQueue<Request, List<?>> queue;

    RequestRunner(LiveModel model) {
        this.model = model;
        this.listeners = model.listeners();
        @Nullable Batching batching = model.batching().orElse(null);
        this.queue = batching == null ? null : new RequestQueue<>(batching, Request::joins, this::runJoined);
    }

    /** Runs a request on a black image, since Java loads and links classes in the first one. */
    void warmUp(Question<?> question) {
        ask(
                question,
                version -> ImageInput.pixels(
                        SignatureNames.DEFAULT,
                        new byte[Math.toIntExact(version.imageShape().size())]));
    }

    int waiting() {
        return queue == null ? 0 : queue.waiting();
    }

    /** Runs a request on images that are converted for the current version. */
    <A> List<A> ask(Question<A> question, Function<ServedModel, ImageInput> images) {
        long start = System.nanoTime();
        try {
            List<A> answers = queue == null
                    ? model.ask(version -> run(version, question, images.apply(version)))
                    : askQueued(queue, question, images);
            listeners.notify(listener -> listener.answered(since(start)));
            return answers;
        } catch (OverloadedException e) {
            listeners.notify(listener -> listener.refused(since(start), e));
            throw e;
        } catch (RuntimeException e) {
            listeners.notify(listener -> listener.failed(since(start), e));
            throw e;
        }
    }

    /** Runs a request on image files. If it fails, each file runs separately to find the one that cannot be decoded. */
    <A> List<A> askFiles(Question<A> question, List<Path> files) {
        ImageInput input = model.ask(version -> new ImageInputs(version).files(files));
        try {
            return ask(question, version -> input);
        } catch (UserInputException e) {
            if (!input.areFiles()) {
                throw e;
            }
            throw files.size() == 1 ? damaged(files.get(0), e) : culprit(question, files, input, e);
        }
    }

    private UserInputException culprit(
            Question<?> question, List<Path> files, ImageInput input, UserInputException problem) {
        for (int i = 0; i < files.size(); i++) {
            ImageInput single = ImageInput.files(List.of(input.files().get(i)));
            try {
                model.ask(version -> version.ask(question, single));
            } catch (UserInputException e) {
                return damaged(files.get(i), e);
            }
        }
        return problem;
    }

    private static UserInputException damaged(Path file, UserInputException cause) {
        return new UserInputException(
                "image " + file + " cannot be decoded; use an undamaged JPEG, PNG or BMP file", cause);
    }

    @SuppressWarnings("unchecked") // The answers are those to this question.
    private <A> List<A> askQueued(
            RequestQueue<Request, List<?>> waiting, Question<A> question, Function<ServedModel, ImageInput> images) {
        Request request = model.ask(version -> {
            ImageInput input = images.apply(version);
            return new Request(question, input, version.images(input));
        });
        return (List<A>) waiting.ask(request, request.images());
    }

    private List<List<?>> runJoined(List<Request> requests) {
        ImageInput joined =
                ImageInput.join(requests.stream().map(Request::input).toList());
        List<?> all = model.ask(version -> run(version, requests.get(0).question(), joined));
        List<List<?>> answers = new ArrayList<>();
        int from = 0;
        for (Request request : requests) {
            int to = requests.size() == 1 ? all.size() : from + request.images();
            answers.add(all.subList(from, to));
            from = to;
        }
        return answers;
    }

    private <A> List<A> run(ServedModel version, Question<A> question, ImageInput input) {
        long start = System.nanoTime();
        List<A> answers = version.ask(question, input);
        listeners.notify(listener -> listener.ran(answers.size(), since(start)));
        return answers;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
