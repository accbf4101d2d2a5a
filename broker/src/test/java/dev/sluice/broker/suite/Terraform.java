package dev.sluice.broker.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Terraform in a directory of its own, with the AWS provider from a mirror on this machine. */
final class Terraform {
    private static final String MIRROR_VARIABLE = "SLUICE_TEST_TERRAFORM_PLUGINS";

    private final Path directory;
    private final URI endpoint;

    private Terraform(Path directory, URI endpoint) {
        this.directory = directory;
        this.endpoint = endpoint;
    }

    static boolean isInstalled() {
        return Tools.exitCode("terraform", "version") == 0 && mirror() != null;
    }

    /** @param files of the resources beside this class, to be copied into the directory */
    static Terraform in(Path directory, URI endpoint, String... files) {
        var terraform = new Terraform(directory, endpoint);
        try {
            for (String file : files) {
                try (InputStream source = Terraform.class.getResourceAsStream("/suite/terraform/" + file)) {
                    if (source == null) throw new AssertionError(file + " is not on the class path");
                    Files.copy(source, directory.resolve(file));
                }
            }
            Files.writeString(
                    directory.resolve("cli.tfrc"),
                    "provider_installation {\n  filesystem_mirror {\n    path = \"" + mirror() + "\"\n  }\n}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terraform.succeed("init", "-input=false");
        return terraform;
    }

    /** What it printed. */
    String succeed(String... words) {
        var run = run(words);
        if (run.status != 0)
            throw new AssertionError(List.of(words) + " ended with " + run.status + ":\n" + run.output);
        return run.output;
    }

    /** What there is to do; empty when that is nothing. */
    String plan(String... words) {
        var line = new ArrayList<>(List.of("plan", "-input=false", "-detailed-exitcode"));
        line.addAll(List.of(words));
        var run = run(line.toArray(String[]::new));
        if (run.status == 1) throw new AssertionError("the plan failed:\n" + run.output);
        return run.status == 0 ? "" : run.output;
    }

    private record Run(int status, String output) {}

    private Run run(String... words) {
        var line = new ArrayList<>(List.of("terraform"));
        line.addAll(List.of(words));
        line.add(2, "-no-color"); // options stand between the command and the name of a plan
        var builder = new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "TF_CLI_CONFIG_FILE",
                        directory.resolve("cli.tfrc").toString(),
                        "TF_VAR_endpoint",
                        endpoint.toString(),
                        "TF_IN_AUTOMATION",
                        "1",
                        "CHECKPOINT_DISABLE",
                        "1",
                        "GOGC", // the provider's schemas stay in memory anyway: collecting them again costs a third of
                        // its time
                        "400"));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while Terraform ran", e);
        }
    }

    /** A directory that has the AWS provider: the one named by the environment, or one where add-ons usually are. */
    private static @Nullable Path mirror() {
        var candidates = new ArrayList<Path>();
        String named = System.getenv(MIRROR_VARIABLE);
        if (named != null) candidates.add(Path.of(named));
        candidates.add(Path.of(System.getProperty("user.home"), ".terraform.d", "plugins"));
        candidates.add(Path.of("/usr/local/share/terraform/plugins"));
        candidates.addAll(children(Path.of("/opt")));
        return candidates.stream().filter(Terraform::hasProvider).findFirst().orElse(null);
    }

    private static boolean hasProvider(Path mirror) {
        return children(mirror).stream().anyMatch(host -> Files.isDirectory(host.resolve("hashicorp/aws")));
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
