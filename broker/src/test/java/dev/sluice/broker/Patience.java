package dev.sluice.broker;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What is awaited may take a minute before its test gives up, since other test classes run beside it and all of them may
 * have to wait for one disk. It is found by JUnit itself.
 */
public final class Patience implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext testClass) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }
}
