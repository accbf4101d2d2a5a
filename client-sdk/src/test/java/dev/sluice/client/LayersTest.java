package dev.sluice.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayersTest {
    private static final JavaClasses CLIENT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sluice.client");

    @Test
    void clientKnowsTheProtocolAndNothingOfTheBroker() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sluice.broker..", "io.netty..", "software.amazon..")
                .check(CLIENT);
    }

    @Test
    void publicSignaturesMentionNothingInternal() {
        var hidden = DescribedPredicate.describe(
                "hidden",
                (JavaClass type) -> type.getPackageName().startsWith("dev.sluice.client.internal")
                        || type.getPackageName().startsWith("dev.sluice.protocol"));
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.sluice.client")
                .and()
                .arePublic()
                .should()
                .haveRawReturnType(hidden)
                .check(CLIENT);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.sluice.client")
                .and()
                .arePublic()
                .should()
                .haveRawParameterTypes(DescribedPredicate.describe(
                        "that are not hidden", types -> types.stream().noneMatch(hidden)))
                .check(CLIENT);
    }

    @Test
    void onlyTheMicrometerAdapterNeedsMicrometer() {
        noClasses()
                .that()
                .doNotHaveSimpleName("MicrometerMetrics")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(CLIENT);
    }

    @Test
    void onlyTheOpenTelemetryInterceptorNeedsOpenTelemetry() {
        noClasses()
                .that()
                .doNotHaveSimpleName("OpenTelemetryInterceptor")
                .and()
                .doNotHaveSimpleName("TraceHeaders")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(CLIENT);
    }
}
