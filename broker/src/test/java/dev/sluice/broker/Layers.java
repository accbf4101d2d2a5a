package dev.sluice.broker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which package may import which, from the top down, under a base package. */
final class Layers {
    private static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

    static {
        MAY_IMPORT.put("cli", List.of("json"));
        MAY_IMPORT.put(
                "config",
                List.of(
                        "hint",
                        "scaling",
                        "http",
                        "api.sns",
                        "api",
                        "trigger",
                        "courier",
                        "shard",
                        "store",
                        "engine.topic",
                        "model"));
        MAY_IMPORT.put(
                "admin",
                List.of(
                        "hint",
                        "scaling",
                        "scaling.simulation",
                        "http",
                        "api",
                        "trigger",
                        "shard",
                        "engine",
                        "engine.topic",
                        "engine.filter",
                        "engine.effect",
                        "json",
                        "model"));
        MAY_IMPORT.put("hint", List.of("scaling", "shard", "engine", "engine.effect", "json", "model"));
        MAY_IMPORT.put("http", List.of("api"));
        MAY_IMPORT.put("trigger", List.of("courier", "api", "shard", "engine", "engine.effect", "model"));
        MAY_IMPORT.put("courier", List.of("shard", "engine", "engine.topic", "engine.effect", "model"));
        MAY_IMPORT.put(
                "api.sns",
                List.of(
                        "api.protection",
                        "api",
                        "shard",
                        "engine",
                        "engine.mobile",
                        "engine.topic",
                        "engine.filter",
                        "engine.effect",
                        "json",
                        "model"));
        MAY_IMPORT.put("api.protection", List.of("api", "json"));
        MAY_IMPORT.put("api", List.of("shard", "engine", "engine.effect", "json", "model"));
        MAY_IMPORT.put("shard", List.of("log", "store", "engine", "engine.topic", "engine.effect", "model"));
        MAY_IMPORT.put("log", List.of("engine", "engine.effect", "model"));
        MAY_IMPORT.put("store", List.of("engine", "engine.effect", "model"));
        MAY_IMPORT.put("scaling.simulation", List.of("scaling", "model"));
        MAY_IMPORT.put("scaling", List.of("model"));
        MAY_IMPORT.put(
                "engine",
                List.of("engine.mobile", "engine.topic", "engine.filter", "engine.queue", "engine.effect", "model"));
        MAY_IMPORT.put("engine.mobile", List.of("engine.topic", "engine.queue", "engine.effect", "model"));
        MAY_IMPORT.put("engine.topic", List.of("engine.filter", "engine.queue", "engine.effect", "model"));
        MAY_IMPORT.put("engine.filter", List.of("model"));
        MAY_IMPORT.put("engine.queue", List.of("engine.effect", "model"));
        MAY_IMPORT.put("engine.effect", List.of("model"));
        MAY_IMPORT.put("json", List.of());
        MAY_IMPORT.put("model", List.of());
    }

    private final String base;

    Layers(String base) {
        this.base = base;
    }

    void check(JavaClasses classes) {
        for (var rule : rules()) rule.allowEmptyShould(true).check(classes);
    }

    private List<ArchRule> rules() {
        List<ArchRule> rules = new ArrayList<>();
        rules.add(everyPackageIsListed());
        MAY_IMPORT.forEach((layer, allowed) -> rules.add(importsOnly(layer, allowed)));
        rules.add(slices().matching(base + ".(**)").should().beFreeOfCycles());
        rules.add(only(List.of("http", ""), "io.netty.."));
        rules.add(only(List.of("store"), "org.rocksdb.."));
        rules.add(only(List.of("cli"), "picocli.."));
        rules.add(only(List.of("api.protection"), "com.google.re2j.."));
        rules.add(only(List.of("config"), "com.typesafe.config.."));
        rules.add(only(List.of(""), "ch.qos.logback.."));
        rules.add(classes()
                .that()
                .resideInAnyPackage(base + ".model..", base + ".engine..", base + ".scaling..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        base + ".model..",
                        base + ".engine..",
                        base + ".scaling..",
                        "java..",
                        "org.jspecify.annotations",
                        "com.fasterxml.jackson.core..")
                .because("the rules could be lifted into another product unchanged"));
        rules.add(noClasses()
                .that()
                .resideInAnyPackage(base + ".model..", base + ".engine..", base + ".scaling..")
                .and()
                .resideOutsideOfPackages(base + ".engine.filter", base + ".engine.topic")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .because("of the rules, only those about filter policies look into JSON"));
        return rules;
    }

    private ArchRule everyPackageIsListed() {
        return classes()
                .that()
                .resideInAPackage(base + "..")
                .should()
                .resideInAnyPackage(packages(List.copyOf(MAY_IMPORT.keySet()), base))
                .because("a new package needs its place in the table of Layers");
    }

    private ArchRule importsOnly(String layer, List<String> allowed) {
        List<String> targets = new ArrayList<>(allowed);
        targets.add(layer);
        return classes()
                .that()
                .resideInAPackage(base + "." + layer)
                .should()
                .onlyDependOnClassesThat(
                        are(resideInAPackage(base + "..").negate().or(resideInAnyPackage(packages(targets)))))
                .because("%s may import %s".formatted(layer, allowed));
    }

    private ArchRule only(List<String> layers, String... library) {
        return noClasses()
                .that()
                .resideInAPackage(base + "..")
                .and(are(resideInAnyPackage(packages(layers)).negate()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library);
    }

    private String[] packages(List<String> layers, String... more) {
        List<String> packages = new ArrayList<>(List.of(more));
        for (var layer : layers) packages.add(layer.isEmpty() ? base : base + "." + layer);
        return packages.toArray(String[]::new);
    }
}
