package dev.sluice.bench.jmh;

import org.openjdk.jmh.Main;

/** Runs the microbenchmarks; takes JMH's own arguments, such as {@code -h} or a part of a benchmark's name. */
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) throws Exception {
        Main.main(arguments);
    }
}
