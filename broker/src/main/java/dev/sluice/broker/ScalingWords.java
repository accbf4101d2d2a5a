package dev.sluice.broker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows {@code sluice scaling}: a verb, perhaps a queue, our flags, and, behind two dashes, a command of the user's.
 *
 * @param path of the queue or group on the management port, or null for all queues
 * @param shape table, json or name
 * @param settings of a policy, as FIELD=VALUE
 * @param others flags that every command takes
 */
record ScalingWords(
        String verb,
        @Nullable String path,
        @Nullable String url,
        String shape,
        int min,
        int max,
        boolean dryRun,
        boolean once,
        @Nullable String trace,
        List<String> settings,
        List<String> command,
        List<String> others) {

    /** @throws WrongUsage naming what cannot be */
    static ScalingWords parse(List<String> words) {
        if (words.isEmpty()) throw new WrongUsage("scaling needs show, watch, exec or simulate");
        int dashes = words.indexOf("--");
        var ours = new ArrayList<>(words.subList(1, dashes < 0 ? words.size() : dashes));
        var command = dashes < 0 ? List.<String>of() : List.copyOf(words.subList(dashes + 1, words.size()));
        boolean dryRun = ours.remove("--dry-run");
        boolean once = ours.remove("--once");
        String url = take(ours, "--url");
        String shape = take(ours, "-o");
        if (shape == null) shape = "table";
        if (!List.of("table", "json", "name").contains(shape)) throw new WrongUsage("-o is table, json or name");
        int min = number(take(ours, "--min"), 0, "--min");
        int max = number(take(ours, "--max"), Integer.MAX_VALUE, "--max");
        if (min > max) throw new WrongUsage("--min is more than --max");
        String trace = take(ours, "--trace");
        var settings = new ArrayList<String>();
        for (String each = take(ours, "--policy"); each != null; each = take(ours, "--policy")) settings.add(each);
        String path = path(ours);
        return new ScalingWords(
                words.get(0), path, url, shape, min, max, dryRun, once, trace, settings, command, List.copyOf(ours));
    }

    /** The queue by its flag or, when it is the first word left, by itself. */
    private static @Nullable String path(List<String> words) {
        String group = take(words, "--group");
        String queue = take(words, "--queue");
        if (queue == null && !words.isEmpty() && !words.get(0).startsWith("-")) queue = words.remove(0);
        if (group != null && queue != null) throw new WrongUsage("give a queue or a --group, not both");
        if (group != null) return "groups/" + group;
        return queue == null ? null : "queues/" + queue;
    }

    private static @Nullable String take(List<String> words, String flag) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith(flag + "=")) {
                words.remove(i);
                return word.substring(flag.length() + 1);
            }
            if (!word.equals(flag)) continue;
            if (i + 1 == words.size()) throw new WrongUsage(flag + " needs a value");
            words.remove(i);
            return words.remove(i);
        }
        return null;
    }

    private static int number(@Nullable String text, int absent, String flag) {
        if (text == null) return absent;
        if (!text.matches("\\d{1,7}")) throw new WrongUsage(flag + " needs a number, not " + text);
        return Integer.parseInt(text);
    }

    String requirePath() {
        if (path == null) throw new WrongUsage("scaling " + verb + " needs a queue, or a --group");
        return path;
    }
}
