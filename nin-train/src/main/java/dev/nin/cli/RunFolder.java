package dev.nin.cli;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.nin.graph.Checkpoint;
import dev.nin.graph.Reasons;
import dev.nin.model.UserInputException;
import dev.nin.train.EpochMetrics;
import dev.nin.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves: {@code run.json}, {@code metrics.csv}, the newest {@code checkpoints/} and {@code best}, which
 * points at the best of them.
 */
final class RunFolder implements TrainingListener {
    private static final String METRICS = "metrics.csv";
    private static final int KEPT = 3;
    private static final String HEADER =
            "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,"
                    + "test_accuracy,learning_rate,images_per_second,seconds\n";

    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Creates the folder of a run.
     *
     * @param wanted where; null for a new folder under runs, at which runs/latest then points
     * @param preset the preset's name, for the new folder's
     * @throws UserInputException if it cannot be created, or holds another run
     */
    static RunFolder create(@Nullable Path wanted, String preset) {
        Path folder = wanted == null ? defaultFolder(preset) : wanted;
        if (Files.exists(folder.resolve(METRICS))) {
            throw new UserInputException("--out " + folder + " holds a run already; name a new folder");
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(METRICS), HEADER, StandardOpenOption.CREATE_NEW);
            if (wanted == null) {
                point(folder.resolveSibling("latest"), folder.getFileName());
            }
            return new RunFolder(folder);
        } catch (IOException e) {
            throw new UserInputException(
                    "--out " + folder + " cannot be written (" + Reasons.of(e) + "); name another folder", e);
        }
    }

    Path path() {
        return folder;
    }

    /** Writes run.json. */
    void describe(String json) {
        try {
            Files.writeString(folder.resolve("run.json"), json);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void epochEnded(EpochMetrics metrics, Supplier<Checkpoint> checkpoint) {
        String name = String.format(Locale.ROOT, "epoch-%04d", metrics.epoch());
        Path checkpoints = folder.resolve("checkpoints");
        checkpoint.get().write(checkpoints.resolve(name));
        try {
            point(folder.resolve("best"), Path.of("checkpoints", name));
            Files.writeString(folder.resolve(METRICS), row(metrics), StandardOpenOption.APPEND);
            deleteOld(checkpoints);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Deletes all but the newest, whose names sort last. */
    private static void deleteOld(Path checkpoints) throws IOException {
        List<Path> all;
        try (Stream<Path> children = Files.list(checkpoints)) {
            all = children.filter(child -> child.getFileName().toString().startsWith("epoch-"))
                    .sorted()
                    .toList();
        }
        for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
            MoreFiles.deleteRecursively(old, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private static String row(EpochMetrics metrics) {
        return String.format(
                Locale.ROOT,
                "%d,%.6f,%.6f,,,%.6f,%.6f,%.6g,%.1f,%.2f%n",
                metrics.epoch(),
                metrics.train().loss(),
                metrics.train().accuracy(),
                metrics.test().loss(),
                metrics.test().accuracy(),
                metrics.learningRate(),
                metrics.imagesPerSecond(),
                metrics.seconds());
    }

    /** Lets a link point at a folder, in one step where there was a link before. */
    private static void point(Path link, Path target) throws IOException {
        Path next = link.resolveSibling(".next-" + link.getFileName());
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, target);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path defaultFolder(String preset) {
        String time = LocalDateTime.now(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        Path folder = Path.of("runs", preset + "-" + time);
        for (int i = 2; Files.exists(folder); i++) {
            folder = Path.of("runs", preset + "-" + time + "-" + i);
        }
        return folder;
    }

    private UserInputException cannotWrite(IOException problem) {
        return new UserInputException(
                "the run's folder " + folder + " cannot be written (" + Reasons.of(problem)
                        + "); make room or name another with --out",
                problem);
    }
}
