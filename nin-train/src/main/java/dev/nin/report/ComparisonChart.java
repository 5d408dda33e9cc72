package dev.nin.report;

import dev.nin.graph.Reasons;
import dev.nin.model.UserInputException;
import dev.nin.train.EpochMetrics;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Test accuracy and test loss of several trainings over their epochs, overlaid. */
public final class ComparisonChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;

    private ComparisonChart() {}

    /**
     * Draws the trainings into a PNG file.
     *
     * @param file the file, replaced if it is there
     * @param runs what each training's epochs brought, at least one, by the training's name
     * @throws UserInputException if the file cannot be written
     */
    public static void write(Path file, Map<String, List<EpochMetrics>> runs) {
        BufferedImage both = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = both.createGraphics();
        XYChart accuracy = chart("Test accuracy", runs, each -> each.test().accuracy(), LegendPosition.InsideSE);
        XYChart loss = chart("Test loss", runs, each -> each.test().loss(), LegendPosition.InsideNE);
        pen.drawImage(BitmapEncoder.getBufferedImage(accuracy), 0, 0, null);
        pen.drawImage(BitmapEncoder.getBufferedImage(loss), WIDTH, 0, null);
        pen.dispose();
        try {
            Files.write(file, Pictures.png(both));
        } catch (IOException e) {
            throw new UserInputException(
                    "--chart " + file + " cannot be written (" + Reasons.of(e) + "); name another file", e);
        }
    }

    private static XYChart chart(
            String title,
            Map<String, List<EpochMetrics>> runs,
            ToDoubleFunction<EpochMetrics> value,
            LegendPosition legend) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("epoch")
                .build();
        chart.getStyler()
                .setLegendPosition(legend)
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleBoxVisible(false);
        int last = runs.values().stream()
                .flatMap(List::stream)
                .mapToInt(EpochMetrics::epoch)
                .max()
                .orElse(1);
        // A chart needs a range, also of one epoch.
        chart.getStyler().setXAxisDecimalPattern("0").setXAxisMin(1.0).setXAxisMax((double) Math.max(2, last));
        runs.forEach((name, epochs) -> chart.addSeries(
                        name,
                        epochs.stream().mapToDouble(EpochMetrics::epoch).toArray(),
                        epochs.stream().mapToDouble(value).toArray())
                .setMarker(SeriesMarkers.CIRCLE));
        return chart;
    }
}
