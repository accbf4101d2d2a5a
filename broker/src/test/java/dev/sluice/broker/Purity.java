package dev.sluice.broker;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the deterministic packages must not touch: same commands, same times, same state, wherever they run. */
final class Purity {
    private static final Set<String> CHANCE_AND_CLOCKS = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.security.SecureRandom",
            "java.time.Clock",
            "java.util.Timer",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.lang.Runtime",
            "java.lang.Process",
            "java.lang.ProcessBuilder");

    private static final List<String> OUTSIDE = List.of(
            "java.io.",
            "java.nio.file.",
            "java.nio.channels.",
            "java.net.",
            "java.util.concurrent.",
            "java.util.random.",
            "java.util.logging.",
            "org.slf4j.");

    /** A parser of texts in memory declares the exception, too. */
    private static final Set<String> HARMLESS_OF_OUTSIDE =
            Set.of("java.io.Serializable", "java.io.Closeable", "java.io.IOException");

    private static final Set<String> HARMLESS_OF_SYSTEM = Set.of("arraycopy");

    private Purity() {}

    static void check(JavaClasses classes, String... packages) {
        noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat(are(outside()))
                .because("machines see no clock, chance, thread, file or logger")
                .allowEmptyShould(true)
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .accessTargetWhere(readsTheWorld())
                .because("time and chance come in as data")
                .allowEmptyShould(true)
                .check(classes);
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(packages)
                .and(describe("are static", field -> field.getModifiers().contains(JavaModifier.STATIC)))
                .and(describe(
                        "are written by us", field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC)))
                .should()
                .beFinal()
                .andShould(be(unchangeable()))
                .allowEmptyShould(true)
                .check(classes);
    }

    private static DescribedPredicate<JavaClass> outside() {
        return describe("part of the outside world", type -> {
            var name = type.getName();
            return CHANCE_AND_CLOCKS.contains(name)
                    || (OUTSIDE.stream().anyMatch(name::startsWith) && !HARMLESS_OF_OUTSIDE.contains(name));
        });
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheWorld() {
        return describe("reads a clock, chance or the environment", access -> {
            var owner = access.getTargetOwner();
            var method = access.getTarget().getName();
            if (owner.isEquivalentTo(System.class)) return !HARMLESS_OF_SYSTEM.contains(method);
            if (owner.isEquivalentTo(UUID.class)) return method.equals("randomUUID");
            if (owner.isEquivalentTo(Math.class)) return method.equals("random");
            return owner.getPackageName().equals("java.time") && method.equals("now");
        });
    }

    /** Collections pass by their interface type: they are made by List.of and its like, or a review asks why not. */
    private static DescribedPredicate<JavaField> unchangeable() {
        return describe("of a type that cannot change", field -> {
            var type = field.getRawType();
            boolean collection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
            if (type.isArray()) return isEmptyArray(field);
            return !collection || type.isInterface();
        });
    }

    private static boolean isEmptyArray(JavaField array) {
        var field = array.reflect();
        field.setAccessible(true);
        try {
            return Array.getLength(field.get(null)) == 0;
        } catch (IllegalAccessException e) {
            throw new AssertionError(array.getFullName(), e);
        }
    }
}
