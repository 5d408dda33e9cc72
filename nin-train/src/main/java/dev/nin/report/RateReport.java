// Copyright 2026 the NiN for Java authors. SPDX-License-Identifier: Apache-2.0
package dev.nin.report;

import dev.nin.UserInputException;
import dev.nin.files.Reasons;
import dev.nin.report.page.Numbers;
import dev.nin.report.picture.Figure;
import dev.nin.report.picture.PlainChart;
import dev.nin.train.rate.RateCurve;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The report of a learning rate range test: {@code report.html}, {@code rates.png} and {@code rates.csv}. */
public final class RateReport {
    /** The name of the page's file. */
    public static final String PAGE = Report.PAGE;

    private static final String CHART = "rates";
    private static final String VALUES = "rates.csv";
    private static final Color STEP = new Color(170, 185, 200);
    private static final Color SMOOTH = new Color(0, 114, 178);
    private static final Color SUGGESTED = new Color(213, 94, 0);
    /** The chart's upper end, as a multiple of the first loss, so that a diverged loss does not flatten the rest. */
    private static final double HIGHEST = 1.5;

    private RateReport() {}

    /**
     * Writes the files.
     *
     * @param folder an existing folder
     * @param title the page's title
     * @param summary a sentence on model and data
     * @param curve the result of the test
     * @throws UserInputException if the folder cannot be written
     */
    public static void write(Path folder, String title, String summary, RateCurve curve) {
        Figure chart = new Figure(CHART, chart(curve));
        try {
            Files.write(folder.resolve(chart.name() + ".png"), chart.png());
            Files.writeString(folder.resolve(VALUES), csv(curve));
            Files.writeString(folder.resolve(PAGE), page(title, summary, curve, chart));
        } catch (IOException e) {
            throw new UserInputException(
                    "the report cannot be written to " + folder + " (" + Reasons.of(e) + "); make room", e);
        }
    }

    private static String page(String title, String summary, RateCurve curve, Figure chart) {
        return PageTemplate.fill(
                "rates.mustache",
                Map.of(
                        "title", title,
                        "summary", summary,
                        "suggestion",
                                curve.steepest()
                                        .map(point -> Numbers.rate(point.rate()))
                                        .orElse("none"),
                        "lowest", Numbers.rate(curve.lowest().rate()),
                        "loss", Numbers.fixed(curve.lowest().smoothLoss()),
                        "steps", curve.points().size(),
                        "picture", chart.dataUri()));
    }

    private static String csv(RateCurve curve) {
        StringBuilder rows = new StringBuilder("rate,loss,smooth_loss\n");
        for (RateCurve.Point point : curve.points()) {
            rows.append(String.format(Locale.ROOT, "%.6g,%.6f,%.6f\n", point.rate(), point.loss(), point.smoothLoss()));
        }
        return rows.toString();
    }

    private static BufferedImage chart(RateCurve curve) {
        XYChart chart = PlainChart.of("Loss by learning rate", "learning rate", "training loss");
        List<RateCurve.Point> points = curve.points();
        double top =
                points.get(0).loss() + (HIGHEST - 1) * Math.abs(points.get(0).loss());
        double bottom = Math.min(
                0, points.stream().mapToDouble(RateCurve.Point::loss).min().orElse(0));
        chart.getStyler().setLegendVisible(true).setLegendPosition(LegendPosition.InsideSW);
        chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(bottom).setYAxisMax(top);
        double[] rates = points.stream().mapToDouble(RateCurve.Point::rate).toArray();
        line(chart, "each step", rates, clipped(points.stream().mapToDouble(RateCurve.Point::loss), top), STEP);
        line(chart, "smoothed", rates, clipped(points.stream().mapToDouble(RateCurve.Point::smoothLoss), top), SMOOTH);
        curve.steepest()
                .map(RateCurve.Point::rate)
                .ifPresent(rate -> line(
                        chart,
                        "suggestion " + Numbers.rate(rate),
                        new double[] {rate, rate},
                        new double[] {bottom, top},
                        SUGGESTED));
        return BitmapEncoder.getBufferedImage(chart);
    }

    private static double[] clipped(DoubleStream losses, double top) {
        return losses.map(loss -> Math.min(loss, top)).toArray();
    }

    private static void line(XYChart chart, String name, double[] x, double[] y, Color color) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE).setLineColor(color);
    }
}
