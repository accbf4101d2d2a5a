# An image of the scaler for KEDA; docs/scaling.md has the manifests. From the root of the repository:
#
#   mvn -B -pl keda-scaler -am -Dmaven.test.skip=true package
#   docker build -f docker/keda-scaler.Dockerfile -t sluice-keda-scaler .
FROM eclipse-temurin:25-jre

COPY keda-scaler/target/lib /opt/keda-scaler

# A user of no name, as nothing is written.
USER 10001:10001
EXPOSE 9326
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m", "--enable-native-access=ALL-UNNAMED", \
            "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/keda-scaler/keda-scaler.jar"]
CMD ["--listen", "0.0.0.0:9326"]
