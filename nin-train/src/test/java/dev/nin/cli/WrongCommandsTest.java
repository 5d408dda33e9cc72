// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nin.command.Console;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the suggestions for unknown options and commands. */
class WrongCommandsTest {
    @ParameterizedTest
    @CsvSource({
        "--epoch 3, --epochs",
        "--epochss 3, --epochs",
        "--Epochs 3, --epochs",
        "-epochs 3, --epochs",
        "--num-epochs=3, --epochs",
        "--batches 32, --batch",
        "--batch-size 32, --batch",
        "--learning-rate 0.1, --lr",
        "--learning_rate=0.1, --lr",
        "--modle lenet, --model",
        "--network lenet, --model",
        "--dataset sample, --data",
        "--dat sample, --data",
        "--imagesize 28, --image-size",
        "--img-size 28, --image-size",
        "--optimiser adam, --optimizer",
        "--optim adam, --optimizer",
        "--scheduler cosine, --schedule",
        "--warm-up 1, --warmup",
        "--weightdecay 0.1, --weight-decay",
        "--wd 0.1, --weight-decay",
        "--labels-smoothing 0.1, --label-smoothing",
        "--augmentation flip, --augment",
        "--train-limits 10, --train-limit",
        "--testlimit 10, --test-limit",
        "--validation 0.1, --validation-split",
        "--output run, --out",
        "--exports models, --export",
        "--sumary, --summary",
        "--gpu, --device",
        "--thread 2, --threads",
        "--workers 2, --threads",
        "--fp16, --mixed-precision",
        "--verbos, --verbose",
        "--configuration a.yaml, --config",
        "--hlep, --help",
        "--preste best, --preset",
        "--preset bset, best",
        "--model lenett, lenet",
        "--data fashionmnist, fashion-mnist",
        "--optimizer Adam, adam",
        "--schedule cos, cosine",
        "--augment flips, flip",
        "--device gpus, gpu",
        "docter, doctor",
        "comapre a b, compare",
        "compare, RUN",
        "compare --chrt a.png ., --chart",
        "doctor --verbos, doctor",
        "trian, train",
    })
    void namesTheRightOne(String words, String right) {
        Console console = Console.train(words.split(" ", -1));

        assertThat(console.err()).startsWith("error: ").contains(right);
        assertThat(console.err().lines().count()).isBetween(1L, 2L);
        assertThat(console.out()).isEmpty();
        assertThat(console.code()).isEqualTo(2);
    }
}
