package dev.sluice.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sluice.planted.broker.impure.Impure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PurityTest {

    @Test
    void engineModelAndScalingTouchNoClockNoChanceNoThreadNoFileAndNoLogger() {
        var ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.sluice.broker.engine", "dev.sluice.broker.model", "dev.sluice.broker.scaling");

        Purity.check(ours, "dev.sluice.broker.engine..", "dev.sluice.broker.model..", "dev.sluice.broker.scaling..");
    }

    @ParameterizedTest
    @MethodSource("plantedClasses")
    void plantedViolationIsFound(Class<?> planted) {
        var classes = new ClassFileImporter().importClasses(planted);

        assertThatThrownBy(() -> Purity.check(classes, "dev.sluice.planted.broker.impure"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(planted.getName());
    }

    static Class<?>[] plantedClasses() {
        return Impure.class.getDeclaredClasses();
    }
}
