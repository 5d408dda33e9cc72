// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli.export;

import dev.nin.UserInputException;
import dev.nin.savedmodel.ModelManifest;
import dev.nin.savedmodel.ServedTask;
import dev.nin.serving.Answer;
import dev.nin.serving.ImageModel;
import dev.nin.serving.Mask;
import dev.nin.serving.ModelRunner;
import dev.nin.serving.MultiLabelPredictor;
import dev.nin.serving.Prediction;
import dev.nin.serving.Predictor;
import dev.nin.serving.Regressor;
import dev.nin.serving.Segmenter;
import dev.nin.serving.ServingOptions;
import dev.nin.serving.Tags;
import dev.nin.text.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A loaded model of any task, with its predictions as text, one line per image. */
final class AnswerLines implements AutoCloseable {
    private static final double LIKELY = 0.5;
    private static final int MOST_VALUES = 16;
    private static final String SEPARATOR = "\t";

    private final ImageModel<?> model;
    private final Function<Path, String> answer;
    private final @Nullable AnswerImages images;

    private <T> AnswerLines(ImageModel<T> model, LineWriter<T> writer, @Nullable AnswerImages images) {
        this.model = model;
        this.answer = image -> writer.write(this, image, model.predict(image));
        this.images = images;
    }

    /** Formats the text after an image's name. */
    private interface LineWriter<T> {
        String write(AnswerLines lines, Path image, T answer);
    }

    /**
     * Loads a version by the task in its manifest; without a manifest, it must be a classifier.
     *
     * @param images the folder for output images; null for none
     * @throws UserInputException if it cannot be loaded, or outputs only images and there is no folder for them
     */
    static AnswerLines open(Path version, ServingOptions options, @Nullable AnswerImages images) {
        List<ServedTask> tasks = ModelManifest.read(version)
                .map(ModelManifest::tasks)
                .orElse(List.of(new ServedTask("", "classification", "class", List.of())));
        String target = tasks.size() == 1 ? tasks.get(0).target() : "";
        if (target.equals("image") && images == null) {
            throw new UserInputException("model " + version + " has the task "
                    + tasks.get(0).kind() + " and outputs images, expected --out DIR for them");
        }
        return switch (target) {
            case "class" -> new AnswerLines(Predictor.open(version, options), AnswerLines::ofClass, images);
            case "tags" -> new AnswerLines(MultiLabelPredictor.open(version, options), AnswerLines::ofTags, images);
            case "values" -> new AnswerLines(Regressor.open(version, options), AnswerLines::ofValues, images);
            case "mask" -> new AnswerLines(Segmenter.open(version, options), AnswerLines::ofMask, images);
            default -> new AnswerLines(ModelRunner.open(version, options), AnswerLines::ofAny, images);
        };
    }

    /** Returns the image's name and the prediction, separated by tabs. */
    String line(Path image) {
        return image + SEPARATOR + answer.apply(image);
    }

    private static String ofClass(AnswerLines lines, Path image, Prediction prediction) {
        return String.format(Locale.ROOT, "%s\t%.4f", Printable.line(prediction.label()), prediction.probability());
    }

    /** Returns the predicted tags, the most probable first; without any, the most probable tag as not predicted. */
    private static String ofTags(AnswerLines lines, Path image, Tags tags) {
        List<Map.Entry<String, Float>> ordered = tags.probabilities().entrySet().stream()
                .sorted(Map.Entry.<String, Float>comparingByValue().reversed())
                .toList();
        if (tags.above(LIKELY).isEmpty()) {
            return "no tag, the most probable is " + tag(ordered.get(0));
        }
        return ordered.stream()
                .filter(each -> each.getValue() >= LIKELY)
                .map(AnswerLines::tag)
                .collect(Collectors.joining(SEPARATOR));
    }

    private static String tag(Map.Entry<String, Float> tag) {
        return String.format(Locale.ROOT, "%s %.4f", Printable.line(tag.getKey()), tag.getValue());
    }

    private static String ofValues(AnswerLines lines, Path image, Map<String, Float> values) {
        return values.entrySet().stream()
                .map(value -> Printable.line(value.getKey()) + "=" + number(value.getValue()))
                .collect(Collectors.joining(SEPARATOR));
    }

    private static String ofMask(AnswerLines lines, Path image, Mask mask) {
        String shares = mask.shares().entrySet().stream()
                .filter(share -> share.getValue() > 0)
                .map(share -> String.format(Locale.ROOT, "%s %.4f", Printable.line(share.getKey()), share.getValue()))
                .collect(Collectors.joining(SEPARATOR));
        return lines.images == null ? shares : shares + SEPARATOR + lines.images.write(image, "mask", mask.image());
    }

    private static String ofAny(AnswerLines lines, Path image, Map<String, Answer> answers) {
        return answers.keySet().stream()
                .map(name -> lines.named(image, name, Objects.requireNonNull(answers.get(name))))
                .collect(Collectors.joining(SEPARATOR));
    }

    private String named(Path image, String name, Answer answer) {
        if (images != null && answer.isImage()) {
            return images.write(image, name, answer.image()).toString();
        }
        return Printable.line(name) + "=" + values(answer);
    }

    private static String values(Answer answer) {
        long size = answer.shape().stream().mapToLong(each -> each).reduce(1, Math::multiplyExact);
        if (size > MOST_VALUES) {
            return answer.toString();
        }
        if (answer.isTexts()) {
            return Printable.line(String.join(",", answer.texts()));
        }
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < size; i++) {
            numbers.append(i == 0 ? "" : ",")
                    .append(answer.isFloats() ? number(answer.floats()[i]) : Integer.toString(answer.ints()[i]));
        }
        return numbers.toString();
    }

    private static String number(float value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    @Override
    public void close() {
        model.close();
    }
}
