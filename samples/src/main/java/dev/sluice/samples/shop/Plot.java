package dev.sluice.samples.shop;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a watch has recorded, as a picture in SVG: backlog and workers above, waiting times below, over one time. */
final class Plot {
    private static final int WIDTH = 860;
    private static final int LEFT = 70;
    private static final int RIGHT = 790;
    private static final int UPPER = 60;
    private static final int UPPER_BASE = 300;
    private static final int LOWER = 350;
    private static final int LOWER_BASE = 500;
    private static final int HEIGHT = 550;

    private static final String BACKLOG = "#1f6fb2";
    private static final String WORKERS = "#c4570a";
    private static final String WAITING = "#3a7d34";

    private final List<Moment> moments;
    private final double seconds;
    private final StringBuilder svg = new StringBuilder();

    private Plot(List<Moment> moments) {
        this.moments = moments;
        this.seconds = round(moments.get(moments.size() - 1).seconds());
    }

    /**
     * The picture, a whole document.
     *
     * @param moments at least one
     */
    static String draw(List<Moment> moments, String title) {
        return new Plot(moments).draw(title);
    }

    private String draw(String title) {
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='13'>",
                WIDTH, HEIGHT);
        add("<title>%s</title><rect width='%d' height='%d' fill='white'/>", title, WIDTH, HEIGHT);
        text(LEFT, 24, "start", "#222", title);
        double backlog = top(Moment::backlog);
        double workers = top(Moment::workers);
        double waiting = top(Plot::waiting);
        frame(UPPER, UPPER_BASE, backlog, BACKLOG, "orders that wait");
        scale(UPPER, UPPER_BASE, workers, RIGHT + 6, "start", WORKERS);
        text(RIGHT, UPPER - 10, "end", WORKERS, "worker processes");
        area(UPPER, UPPER_BASE, backlog);
        line(UPPER, UPPER_BASE, backlog, Moment::backlog, BACKLOG, false);
        line(UPPER, UPPER_BASE, workers, Moment::workers, WORKERS, true);
        frame(LOWER, LOWER_BASE, waiting, WAITING, "seconds until a worker has it in hand, 95 of 100 orders less");
        line(LOWER, LOWER_BASE, waiting, Plot::waiting, WAITING, false);
        for (int tick = 0; tick <= 5; tick++) {
            double at = seconds * tick / 5;
            text(x(at), LOWER_BASE + 18, "middle", "#444", number(at) + (tick == 5 ? " s" : ""));
        }
        return svg.append("</svg>\n").toString();
    }

    /** The number at the top of an axis on which all values have room. */
    private double top(ToDoubleFunction<Moment> value) {
        return round(Math.max(
                1,
                moments.stream()
                        .mapToDouble(value)
                        .filter(v -> !Double.isNaN(v))
                        .max()
                        .orElse(1)));
    }

    private static double waiting(Moment moment) {
        return moment.p95();
    }

    /** Up, to a number that is easily divided by five. */
    private static double round(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 1.5, 2, 2.5, 4, 5, 7.5}) if (value <= step * unit) return step * unit;
        return 10 * unit;
    }

    private void frame(int top, int base, double most, String colour, String name) {
        for (int tick = 0; tick <= 5; tick++) {
            double y = y(top, base, tick, 5);
            add("<path d='M%d %.1fH%d' stroke='%s'/>", LEFT, y, RIGHT, tick == 0 ? "#444" : "#ddd");
        }
        scale(top, base, most, LEFT - 6, "end", colour);
        text(LEFT, top - 10, "start", colour, name);
    }

    private void scale(int top, int base, double most, int x, String anchor, String colour) {
        for (int tick = 0; tick <= 5; tick++) {
            text(x, y(top, base, tick, 5) + 4, anchor, colour, number(most * tick / 5));
        }
    }

    private void area(int top, int base, double most) {
        add("<path fill='%s' fill-opacity='0.15' d='M%.1f %d", BACKLOG, x(0), base);
        for (Moment moment : moments) {
            add("L%.1f %.1f", x(moment.seconds()), y(top, base, (double) moment.backlog(), most));
        }
        add("V%dZ'/>", base);
    }

    /**
     * Interrupted where a value is not a number.
     *
     * @param steps a value holds until the next
     */
    private void line(int top, int base, double most, ToDoubleFunction<Moment> value, String colour, boolean steps) {
        add("<path fill='none' stroke='%s' stroke-width='2' d='", colour);
        boolean pen = false;
        for (Moment moment : moments) {
            double v = value.applyAsDouble(moment);
            if (!Double.isNaN(v)) {
                double y = y(top, base, v, most);
                if (pen && steps) add("H%.1fV%.1f", x(moment.seconds()), y);
                else add(pen ? "L%.1f %.1f" : "M%.1f %.1f", x(moment.seconds()), y);
            }
            pen = !Double.isNaN(v);
        }
        add("'/>");
    }

    private void text(double x, double y, String anchor, String colour, String text) {
        add("<text x='%.1f' y='%.1f' text-anchor='%s' fill='%s'>%s</text>", x, y, anchor, colour, text);
    }

    private double x(double at) {
        return LEFT + (RIGHT - LEFT) * at / seconds;
    }

    private static double y(int top, int base, double value, double most) {
        return base - (base - top) * value / most;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }
}
