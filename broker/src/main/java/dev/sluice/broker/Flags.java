package dev.sluice.broker;

import dev.sluice.broker.config.Assignment;
import dev.sluice.broker.config.Configuration;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The flags of a command, all of which are configuration. Parsed by hand: the usual library is Java 5 bytecode, which
 * class-data sharing cannot hold, and took 0.25 s of every start.
 *
 * @param files given with --config, in order
 * @param elasticMqFiles given with --elasticmq-conf, one at most
 * @param assignments options given by any other flag, in order
 */
record Flags(List<Path> files, List<Path> elasticMqFiles, List<Assignment> assignments) {
    private static final Set<String> OTHERS = Set.of("--config", "--elasticmq-conf", "--set");
    private static final Map<String, String> OPTIONS = Map.of(
            "--data", "storage.dir",
            "--bind", "server.data.host",
            "--port", "server.data.port",
            "--management-port", "server.management.port");

    /** @throws WrongUsage for a flag there is not, or one without its value */
    static Flags parse(List<String> words) {
        var flags = new Flags(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var rest = words.iterator();
        while (rest.hasNext()) {
            var word = rest.next();
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            var name = equals < 0 ? word : word.substring(0, equals);
            if (!OTHERS.contains(name) && !OPTIONS.containsKey(name)) {
                throw new WrongUsage("there is no " + (name.startsWith("-") ? "flag " : "argument ") + name);
            }
            if (equals < 0 && !rest.hasNext()) throw new WrongUsage(name + " needs a value");
            flags.add(name, equals < 0 ? rest.next() : word.substring(equals + 1));
        }
        return flags;
    }

    private void add(String name, String value) {
        switch (name) {
            case "--config" -> files.add(path(name, value));
            case "--elasticmq-conf" -> {
                if (!elasticMqFiles.isEmpty()) throw new WrongUsage(name + " can be given once");
                elasticMqFiles.add(path(name, value));
            }
            case "--set" -> {
                int equals = value.indexOf('=');
                if (equals < 1) throw new WrongUsage("--set needs KEY=VALUE, not " + value);
                assignments.add(new Assignment(value.substring(0, equals), value.substring(equals + 1), "--set"));
            }
            default -> assignments.add(new Assignment(OPTIONS.getOrDefault(name, name), value, name));
        }
    }

    private static Path path(String name, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new WrongUsage(name + " needs a path, not " + value);
        }
    }

    /** @throws dev.sluice.broker.config.InvalidConfiguration naming what is wrong and where it stands */
    Configuration load() {
        var elasticMqFile = elasticMqFiles.isEmpty() ? null : elasticMqFiles.get(0);
        return Configuration.load(elasticMqFile, files, System.getenv(), assignments);
    }
}
