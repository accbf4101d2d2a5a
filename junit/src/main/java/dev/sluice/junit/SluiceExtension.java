package dev.sluice.junit;

import dev.sluice.client.SluiceClient;
import java.net.URI;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts a broker when a test begins and stops it when the test's context ends, after its last {@code @AfterEach}. */
final class SluiceExtension implements BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SluiceExtension.class);

    /** JUnit closes what it stores, when the context ends. */
    private record Running(EmbeddedBroker broker, SluiceClient client) implements AutoCloseable {
        static Running start(ExtensionContext test) {
            var broker = EmbeddedBroker.start();
            var running = new Running(broker, broker.client());
            for (String queue : queues(test)) broker.createQueue(running.client, queue);
            return running;
        }

        @Override
        public void close() {
            client.close();
            broker.close();
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        running(test);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return test.getTestMethod().isPresent()
                && (type == EmbeddedBroker.class || type == SluiceClient.class || type == URI.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        if (type == EmbeddedBroker.class) return running(test).broker();
        return type == SluiceClient.class
                ? running(test).client()
                : running(test).broker().endpoint();
    }

    private static Running running(ExtensionContext test) {
        return test.getStore(NAMESPACE).computeIfAbsent(Running.class, type -> Running.start(test), Running.class);
    }

    private static String[] queues(ExtensionContext test) {
        return AnnotationSupport.findAnnotation(test.getElement(), SluiceTest.class)
                .or(() -> AnnotationSupport.findAnnotation(test.getTestClass(), SluiceTest.class))
                .map(SluiceTest::queues)
                .orElse(new String[0]);
    }
}
