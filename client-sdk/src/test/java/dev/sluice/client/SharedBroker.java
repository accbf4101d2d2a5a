package dev.sluice.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a broker, and a client of it, that all of them share; it runs until the last of them is done. */
final class SharedBroker implements ParameterResolver {

    /** Closed by JUnit. */
    static final class Running implements AutoCloseable {
        private final Path directory;
        private final AtomicInteger names = new AtomicInteger();
        final LocalBroker broker;
        final SluiceClient client;

        private Running() {
            try {
                directory = Files.createTempDirectory("sluice-client-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            broker = LocalBroker.start(directory);
            client = broker.client().build();
        }

        /** A name that nobody else has, with room for a suffix. */
        String nameLike(String name) {
            return name.substring(0, Math.min(name.length(), 60)) + "-" + names.incrementAndGet();
        }

        @Override
        public void close() throws IOException {
            client.close();
            broker.close();
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(SharedBroker.class))
                .computeIfAbsent(Running.class, key -> new Running(), Running.class);
    }
}
