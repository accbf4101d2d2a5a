package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Terraform's AWS provider with topics, policies and subscriptions, as {@link TerraformIT} has it with queues. */
@EnabledIf(
        value = "dev.sluice.broker.suite.Terraform#isInstalled",
        disabledReason = "Terraform or a mirror of its AWS provider is not installed")
@Order(1)
class TerraformTopicsIT {
    private static final String CHANGED = "-var-file=topics-changed.tfvars";

    @TempDir
    Path directory;

    @Test
    void topicsAndSubscriptionsReadBackAsTheyAreDeclaredUntilTheyAreDestroyed() throws Exception {
        try (var broker = LocalBroker.start(directory)) {
            Path workspace = Files.createDirectory(directory.resolve("terraform"));
            var terraform = Terraform.in(workspace, broker.endpoint(), "topics.tf", "topics-changed.tfvars");
            Sqs sns = new QuerySns(broker.endpoint()).open("123456789012", "us-east-1");

            terraform.succeed("apply", "-auto-approve", "-input=false");
            assertThat(terraform.plan()).isEmpty();

            assertThat(terraform.plan(CHANGED, "-out=change")).isNotEmpty();
            terraform.succeed("apply", "-input=false", "change");
            assertThat(terraform.plan(CHANGED)).isEmpty();

            terraform.succeed("destroy", "-auto-approve", "-input=false", "-refresh=false", CHANGED);
            assertThat(sns.call("ListTopics", Members.of()).text("Topics")).isEmpty();
        }
    }
}
