// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.train;

import dev.nin.data.Dataset;
import dev.nin.data.ExampleBuffer;
import dev.nin.optimizer.Optimizer;
import dev.nin.task.Classification;
import dev.nin.train.config.TrainingConfig;
import dev.nin.weights.Weights;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A reference training of flatten and dense in double precision, as in the papers: the gradient of the mean
 * cross-entropy by hand, clipping, weight decay and the optimizers. The parameters are in one array, the kernel
 * (inputs, classes) first.
 */
final class ReferenceTraining {
    private static final int CLASSES = 3;

    private final Classification task;
    private final TrainingConfig config;
    private final double[][] inputs;
    private final int[] labels;
    private final int kernelSize;
    private final double[] parameters;
    private final double[] average;
    private final double[] first;
    private final double[] second;
    private int step;
    private int clippings;

    ReferenceTraining(Classification task, TrainingConfig config, Dataset images, Weights initial) {
        this.task = task;
        this.config = config;
        inputs = new double[images.size()][images.shape().bytes()];
        labels = new int[images.size()];
        for (int i = 0; i < labels.length; i++) {
            byte[] pixels = new byte[images.shape().bytes()];
            images.read(i, new ExampleBuffer(pixels, 0));
            for (int p = 0; p < pixels.length; p++) {
                inputs[i][p] = Byte.toUnsignedInt(pixels[p]) / 255.0;
            }
            labels[i] = images.label(i);
        }
        kernelSize = images.shape().bytes() * CLASSES;
        parameters = flat(initial);
        average = parameters.clone();
        first = new double[parameters.length];
        second = new double[parameters.length];
    }

    /** Returns the kernel's values, followed by the bias's. */
    static double[] flat(Weights weights) {
        return weights.names().stream()
                .sorted((one, other) -> Boolean.compare(one.endsWith("/bias"), other.endsWith("/bias")))
                .map(weights::values)
                .map(ReferenceTraining::doubles)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    double[] parameters() {
        return parameters.clone();
    }

    /** Returns the moving average of the parameters, or the parameters themselves if there is none. */
    double[] averagedParameters() {
        return average.clone();
    }

    int clippings() {
        return clippings;
    }

    /** Takes a step with all images and returns the loss before it. */
    double step() {
        double[] gradient = new double[parameters.length];
        double loss = gradient(gradient);
        if (config.sharpnessRadius() > 0) {
            gradientUphill(gradient);
        }
        clip(gradient);
        double rate = config.learningRate().at(step + 0.5, config.epochs());
        for (int i = 0; i < kernelSize; i++) {
            if (config.optimizer().decouplesDecay()) {
                parameters[i] -= rate * config.weightDecay() * parameters[i];
            } else {
                gradient[i] += config.weightDecay() * parameters[i];
            }
        }
        step++;
        update(gradient, rate);
        double decay = Math.min(config.averageDecay(), step / (step + 9.0));
        for (int i = 0; i < average.length; i++) {
            average[i] = config.averageDecay() == 0 ? parameters[i] : decay * average[i] + (1 - decay) * parameters[i];
        }
        return loss;
    }

    private double gradient(double[] gradient) {
        double loss = 0;
        for (int image = 0; image < inputs.length; image++) {
            double[] probabilities = softmax(logits(inputs[image]));
            double weight = task.weights().isEmpty() ? 1 : task.weights().get(labels[image]);
            for (int c = 0; c < CLASSES; c++) {
                double smoothing = task.smoothing();
                double wanted = (c == labels[image] ? 1 - smoothing : 0) + smoothing / CLASSES;
                loss -= weight * wanted * Math.log(probabilities[c]) / inputs.length;
                double error = weight * (probabilities[c] - wanted) / inputs.length;
                gradient[kernelSize + c] += error;
                for (int p = 0; p < inputs[image].length; p++) {
                    gradient[p * CLASSES + c] += error * inputs[image][p];
                }
            }
        }
        return loss;
    }

    /** Replaces a gradient by the one at the parameters that are the radius away in its direction. */
    private void gradientUphill(double[] gradient) {
        double[] origin = parameters.clone();
        double norm = norm(gradient);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += config.sharpnessRadius() * gradient[i] / norm;
        }
        Arrays.fill(gradient, 0);
        gradient(gradient);
        System.arraycopy(origin, 0, parameters, 0, origin.length);
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(x -> x * x).sum());
    }

    private double[] logits(double[] input) {
        double[] logits = Arrays.copyOfRange(parameters, kernelSize, kernelSize + CLASSES);
        for (int p = 0; p < input.length; p++) {
            for (int c = 0; c < CLASSES; c++) {
                logits[c] += input[p] * parameters[p * CLASSES + c];
            }
        }
        return logits;
    }

    static double[] softmax(double[] logits) {
        double greatest = Arrays.stream(logits).max().orElseThrow();
        double[] powers =
                Arrays.stream(logits).map(logit -> Math.exp(logit - greatest)).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }

    private void clip(double[] gradient) {
        double norm = norm(gradient);
        if (norm > config.clipNorm()) {
            clippings++;
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= config.clipNorm() / norm;
            }
        }
    }

    private void update(double[] gradient, double rate) {
        if (config.optimizer() instanceof Optimizer.Muon muon) {
            muon(muon, gradient, rate);
            update(new Optimizer.Adam(0.9f, 0.999f, 1e-7f, true), gradient, kernelSize, rate);
        } else {
            update(config.optimizer(), gradient, 0, rate);
        }
    }

    private void muon(Optimizer.Muon muon, double[] gradient, double rate) {
        int rows = kernelSize / CLASSES;
        double[][] matrix = new double[rows][CLASSES];
        for (int i = 0; i < kernelSize; i++) {
            first[i] = muon.momentum() * first[i] + gradient[i];
            matrix[i / CLASSES][i % CLASSES] = gradient[i] + muon.momentum() * first[i];
        }
        double[][] direction = ReferenceOrthogonalization.of(matrix);
        for (int i = 0; i < kernelSize; i++) {
            parameters[i] -= rate * 0.2 * Math.sqrt(rows) * direction[i / CLASSES][i % CLASSES];
        }
    }

    private void update(Optimizer optimizer, double[] gradient, int from, double rate) {
        for (int i = from; i < gradient.length; i++) {
            double g = gradient[i];
            if (optimizer instanceof Optimizer.Adam adam) {
                first[i] = adam.beta1() * first[i] + (1 - adam.beta1()) * g;
                second[i] = adam.beta2() * second[i] + (1 - adam.beta2()) * g * g;
                // The paper's second form, as in TensorFlow: epsilon is added before the bias correction.
                double corrected =
                        rate * Math.sqrt(1 - Math.pow(adam.beta2(), step)) / (1 - Math.pow(adam.beta1(), step));
                parameters[i] -= corrected * first[i] / (Math.sqrt(second[i]) + adam.epsilon());
            } else if (optimizer instanceof Optimizer.RmsProp rmsProp) {
                first[i] = rmsProp.rho() * first[i] + (1 - rmsProp.rho()) * g * g;
                second[i] = rmsProp.momentum() * second[i] + rate * g / Math.sqrt(first[i] + rmsProp.epsilon());
                parameters[i] -= second[i];
            } else if (optimizer instanceof Optimizer.Momentum momentum) {
                first[i] = momentum.momentum() * first[i] + g;
                parameters[i] -= rate * (momentum.nesterov() ? g + momentum.momentum() * first[i] : first[i]);
            } else {
                parameters[i] -= rate * g;
            }
        }
    }

    private static double[] doubles(FloatBuffer values) {
        double[] doubles = new double[values.remaining()];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values.get(i);
        }
        return doubles;
    }
}
