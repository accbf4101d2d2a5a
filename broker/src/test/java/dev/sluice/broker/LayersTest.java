package dev.sluice.broker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Ordinary test methods: ArchUnit's own JUnit engine reported zero tests here and let a planted violation through. */
class LayersTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sluice");

    @Test
    void brokerPackagesImportOnlyWhatTheTableAllows() {
        assertThat(OURS.containPackage("dev.sluice.broker.model")).isTrue();

        new Layers("dev.sluice.broker").check(OURS);
    }

    @Test
    void protocolImportsNothingOfTheBrokerAndNoNetty() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sluice.broker..", "io.netty..")
                .check(OURS);
    }

    @Test
    void protocolRecordsDoNotKnowHowTheyAreSpelledOnTheWire() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.sluice.protocol.sqs",
                        "dev.sluice.protocol.sns",
                        "dev.sluice.protocol.error",
                        "dev.sluice.protocol.sign")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sluice.protocol.wire")
                .check(OURS);
    }

    @Test
    void upwardImportIsFound() {
        assertFound("model.UpwardImport", "shard.Plain");
    }

    @Test
    void importOfAnUnlistedNeighbourIsFound() {
        assertFound("http.SkippedLayer", "shard.Plain");
    }

    @Test
    void libraryOutsideItsPackageIsFound() {
        assertFound("api.ForeignNetty", "io.netty.buffer.ByteBuf");
        assertFound("shard.ForeignRocks", "org.rocksdb.RocksDB");
        assertFound("engine.ForeignLibrary", "org.slf4j.Logger");
    }

    @Test
    void packageMissingFromTheTableIsFound() {
        assertFound("unlisted.Stray", "unlisted");
    }

    private static void assertFound(String planted, String named) {
        var name = "dev.sluice.planted.broker." + planted;
        var classes = new ClassFileImporter()
                .importPackages("dev.sluice.planted.broker").stream()
                        .filter(type -> type.getName().equals(name)
                                || type.getSimpleName().equals("Plain"))
                        .map(JavaClass::reflect)
                        .toArray(Class<?>[]::new);

        assertThatThrownBy(() ->
                        new Layers("dev.sluice.planted.broker").check(new ClassFileImporter().importClasses(classes)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(name)
                .hasMessageContaining(named);
    }
}
