package dev.sluice.broker;

import org.jspecify.annotations.Nullable;

/** The version of this build, as the jar's manifest has it. */
final class Version {
    private Version() {}

    static String current() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
