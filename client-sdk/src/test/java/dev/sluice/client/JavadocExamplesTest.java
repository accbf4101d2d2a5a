package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public type shows how it is used, and what it shows compiles. */
class JavadocExamplesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/sluice/client");
    private static final Path INTERNAL = SOURCES.resolve("internal");
    private static final Pattern EXAMPLE = Pattern.compile("<pre>\\{@code\\n(.*?)\\n \\* }</pre>", Pattern.DOTALL);
    private static final Pattern PUBLIC = Pattern.compile("^public .*(class|interface|record) ", Pattern.MULTILINE);

    @TempDir
    Path classes;

    @Test
    void eachPublicTypeHasAnExampleAndAllOfThemCompile() throws IOException {
        var examples = new ArrayList<JavaFileObject>();
        var without = new ArrayList<String>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            if (!PUBLIC.matcher(text).find()) continue;
            var example = EXAMPLE.matcher(text);
            if (!example.find()) without.add(source.getFileName().toString());
            example.reset();
            while (example.find()) {
                examples.add(new Example(examples.size(), example.group(1).replaceAll("(?m)^ \\* ?", "")));
            }
        }

        assertThat(without).isEmpty();
        assertThat(errors(examples)).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.startsWith(INTERNAL))
                    .sorted()
                    .toList();
        }
    }

    private String errors(List<JavaFileObject> examples) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        var options = List.of(
                "-proc:none", "-d", classes.toString(), "-classpath", System.getProperty("java.class.path", ""));
        boolean compiles =
                compiler.getTask(messages, null, null, options, null, examples).call();
        return compiles ? "" : messages.toString();
    }

    private static final class Example extends SimpleJavaFileObject {
        private final String text;

        Example(int number, String body) {
            super(URI.create("string:///Example" + number + ".java"), Kind.SOURCE);
            // in a method of its own, so that an example may have variables of the names it is given
            text =
                    "import dev.sluice.client.*; import java.time.Duration; import java.util.List; import java.util.Map; class Example"
                            + number
                            + " { void given(SluiceClient client, QueueClient<String> queue, Received<String> message,"
                            + " Consumer consumer, TopicClient<String> topic) { new Object() { void example() throws Exception {\n"
                            + body + "\n} }; } }";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
