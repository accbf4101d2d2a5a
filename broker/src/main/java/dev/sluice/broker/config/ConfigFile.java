package dev.sluice.broker.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lays the sources over one another, weakest first: built-in defaults, a file of ElasticMQ, files, {@code conf.d/*.conf} beside them,
 * environment, assignments from the command line. Every value keeps its origin, so that messages can name it.
 */
final class ConfigFile {
    private final Config defaults;
    private final KnownKeys known;

    ConfigFile() {
        defaults = defaults();
        known = new KnownKeys(defaults);
    }

    /** From a reader: Config's own way to a resource asks for its MIME type, which loads a table of them. */
    private static Config defaults() {
        try (var resource = ConfigFile.class.getResourceAsStream("/reference.conf")) {
            if (resource == null) throw new IllegalStateException("reference.conf is missing from the jar");
            return ConfigFactory.parseReader(
                    new InputStreamReader(resource, UTF_8),
                    ConfigParseOptions.defaults().setOriginDescription("built-in default"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    KnownKeys known() {
        return known;
    }

    /**
     * @param foreign what another broker's file says, stronger than the defaults only
     * @throws InvalidConfiguration for a file that cannot be read or parsed, and for an unknown key
     */
    Config load(
            List<Assignment> foreign, List<Path> files, Map<String, String> environment, List<Assignment> assignments) {
        try {
            var config = defaults;
            for (var assignment : foreign) config = assign(config, assignment);
            for (var file : withDropIns(files)) config = parse(file).withFallback(config);
            for (var variable : new TreeMap<>(environment).entrySet()) {
                var assignment = known.fromEnvironment(variable.getKey(), variable.getValue());
                if (assignment != null) config = assign(config, assignment);
            }
            for (var assignment : assignments) config = assign(config, assignment);
            config = config.resolve();
            known.check(config);
            return config;
        } catch (ConfigException e) {
            throw new InvalidConfiguration(oneLine(e));
        }
    }

    static Config parse(Path file) {
        if (!Files.isReadable(file)) throw new InvalidConfiguration("cannot read configuration file " + file);
        return ConfigFactory.parseFile(
                file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }

    private static Config assign(Config config, Assignment assignment) {
        try {
            return ConfigFactory.parseMap(Map.of(assignment.key(), assignment.value()), assignment.origin())
                    .withFallback(config);
        } catch (ConfigException.BadPath e) {
            throw new InvalidConfiguration(
                    "%s: %s is not the name of an option".formatted(assignment.origin(), assignment.key()));
        }
    }

    private static List<Path> withDropIns(List<Path> files) {
        List<Path> all = new ArrayList<>(files);
        Set<Path> directories = new LinkedHashSet<>();
        for (var file : files) directories.add(file.toAbsolutePath().normalize().resolveSibling("conf.d"));
        for (var directory : directories) {
            if (!Files.isDirectory(directory)) continue;
            try (var entries = Files.list(directory)) {
                entries.filter(entry -> entry.getFileName().toString().endsWith(".conf"))
                        .sorted()
                        .forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    static String oneLine(ConfigException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }
}
